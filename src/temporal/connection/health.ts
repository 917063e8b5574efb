import type { Logger } from "../../base/mod.ts";
import { ConnectionError } from "./connection_error.ts";

/**
 * Reports when a client's server stops being well, and when it is well again: once each (contract/temporal-config.md §6).
 * It stops nothing: workers go on by themselves.
 */
export class Health {
  readonly #ask: (signal: AbortSignal) => Promise<void>;
  readonly #about: { readonly entryId: string; readonly logger: Logger };
  #isWell = true;

  /** @param ask throws a {@linkcode ConnectionError} when it is not well */
  constructor(
    ask: (signal: AbortSignal) => Promise<void>,
    about: { readonly entryId: string; readonly logger: Logger },
  ) {
    this.#ask = ask;
    this.#about = about;
  }

  /** Checks once; nothing is reported when `signal` aborts. */
  async check(signal: AbortSignal): Promise<void> {
    const { entryId, logger } = this.#about;
    try {
      await this.#ask(signal);
      if (!this.#isWell) logger.log("info", `Health check of "${entryId}": the server is well again`);
      this.#isWell = true;
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof ConnectionError)) throw error;
      if (this.#isWell) logger.log("warn", `Health check of "${entryId}" fails: ${error.message}`);
      this.#isWell = false;
    }
  }
}
