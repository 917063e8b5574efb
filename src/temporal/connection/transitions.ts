import type { Logger } from "../../base/mod.ts";
import type { ConnectionError } from "./connection_error.ts";

/** How the two turns are told. */
export interface TransitionWords {
  /** The reason follows. */
  readonly fails: string;
  readonly isWell: string;
}

/** Tells in the log when something stops being well, and when it is well again: once each, however often it is looked at. */
export class Transitions {
  readonly #logger: Logger;
  readonly #words: TransitionWords;
  #fault: ConnectionError | undefined;

  constructor(logger: Logger, words: TransitionWords) {
    this.#logger = logger;
    this.#words = words;
  }

  get isWell(): boolean {
    return this.#fault === undefined;
  }

  /** What the last look has found. */
  get fault(): ConnectionError | undefined {
    return this.#fault;
  }

  /** Takes in what a look has found: an error, or that all is well. */
  found(error: ConnectionError | undefined): void {
    const wasWell = this.isWell;
    this.#fault = error;
    if (error && wasWell) this.#logger.log("warn", `${this.#words.fails}: ${error.message}`);
    if (!error && !wasWell) this.#logger.log("info", this.#words.isWell);
  }
}
