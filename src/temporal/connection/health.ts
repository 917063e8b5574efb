import type { Logger } from "../../base/mod.ts";
import { ConnectionError } from "./connection_error.ts";

/**
 * Reports when a client's server stops being well, and when it is well again: once each (contract/temporal-config.md §6).
 * It stops nothing: workers go on by themselves.
 */
export class Health {
  readonly #ask: () => Promise<void>;
  readonly #about: { readonly entryId: string; readonly logger: Logger };
  #isWell = true;

  /** @param ask throws a {@linkcode ConnectionError} when it is not well */
  constructor(ask: () => Promise<void>, about: { readonly entryId: string; readonly logger: Logger }) {
    this.#ask = ask;
    this.#about = about;
  }

  async check(): Promise<void> {
    const { entryId, logger } = this.#about;
    try {
      await this.#ask();
      if (!this.#isWell) logger.log("info", `Health check of "${entryId}": the server is well again`);
      this.#isWell = true;
    } catch (error) {
      if (!(error instanceof ConnectionError)) throw error;
      if (this.#isWell) logger.log("warn", `Health check of "${entryId}" fails: ${error.message}`);
      this.#isWell = false;
    }
  }
}
