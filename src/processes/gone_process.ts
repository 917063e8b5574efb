import { AppError, type Clock, text } from "../base/mod.ts";
import type { Exit, ProcessHandle } from "./process_handle.ts";

/** A process that has ended, or never was. */
export class GoneProcess implements ProcessHandle {
  readonly #clock: Clock;

  constructor(readonly pid: string, clock: Clock) {
    this.#clock = clock;
  }

  send(): Promise<void> {
    return Promise.reject(processNotFound(this.pid));
  }

  cancel(): Promise<void> {
    return Promise.reject(processNotFound(this.pid));
  }

  terminate(): Promise<void> {
    return Promise.reject(processNotFound(this.pid));
  }

  watch(onExit: (exit: Exit) => void): () => void {
    let isWatched = true;
    queueMicrotask(() => {
      if (isWatched) onExit({ at: this.#clock.now(), error: processNotFound(this.pid) });
    });
    return () => isWatched = false;
  }
}

/** What is said of a pid that no process has. */
export function processNotFound(pid: string): AppError {
  return new AppError(text`process ${pid} not found`, { kind: "NotFound", retryable: false });
}
