import { errorText, type Logger } from "../../base/mod.ts";
import type { ServiceState } from "../../app/mod.ts";
import type { ReadyFile } from "./ready_file.ts";
import type { StatusObserver } from "./status_observer.ts";

/**
 * Keeps a ready file in step with an application: from the end of the start to the beginning of the stop it is there
 * while every required component runs, and gone while one is started again.
 */
export class Readiness {
  readonly #file: ReadyFile;
  readonly #logger: Logger;
  #states: () => readonly ServiceState[] = () => [];
  #phase: "start" | "work" | "stop" = "start";
  #isThere = false;

  constructor(file: ReadyFile, logger: Logger) {
    this.#file = file;
    this.#logger = logger;
  }

  /** An observer that sees what the given one does, and keeps the file. */
  observe(observer: StatusObserver): StatusObserver {
    return {
      begins: (states) => {
        this.#states = states;
        observer.begins(states);
      },
      changed: (change) => {
        observer.changed(change);
        this.#update();
      },
      end: () => observer.end(),
    };
  }

  /** The application has started. Without effect after {@linkcode end}. */
  begin(): void {
    if (this.#phase === "start") this.#phase = "work";
    this.#update();
  }

  /** The application stops, or could not start. */
  end(): void {
    this.#phase = "stop";
    this.#update();
  }

  #update(): void {
    const isReady = this.#phase === "work" &&
      this.#states().every(({ isRequired, state }) => !isRequired || state === "running");
    if (isReady === this.#isThere) return;
    try {
      if (isReady) this.#file.write();
      else this.#file.remove();
      this.#isThere = isReady;
    } catch (error) {
      this.#logger.log("error", `The ready file is out of date: ${errorText(error)}`);
    }
  }
}
