import { toError } from "../../base/mod.ts";
import type { ConnectionSettings } from "./connection_settings.ts";
import { type Credentials, fingerprint, type ReadCredentials, readCredentials } from "./read_credentials.ts";

/** Whether there is a file to look at. */
export function hasCredentialFiles({ auth, tls }: ConnectionSettings): boolean {
  const sources = [
    ...auth?.type === "api_key" ? [auth.key] : [],
    ...auth?.type === "mtls" ? [auth.certificate, auth.key] : [],
    ...tls?.authority ? [tls.authority] : [],
  ];
  return sources.some((source) => "file" in source);
}

/** Takes new credentials over. "again" when it could not be tried, and has to be later. */
export type Rotate = (fresh: Credentials, signal: AbortSignal) => Promise<"done" | "refused" | "again">;

/**
 * Notices that credential files have changed. They are read each time: that sees what any way of replacing a file does, also
 * Kubernetes' swap of a folder's link and file systems without notifications. A change counts when it is seen twice, so a
 * file that is just being written, or a certificate whose key is not there yet, is not taken for the new state.
 */
export class CredentialWatch {
  readonly #settings: ConnectionSettings;
  readonly #rotate: Rotate;
  readonly #reject: (error: Error) => "refused";
  /** Fingerprints: of what is in use, of what was refused last, of what the last look saw. */
  #used: string;
  #refused: string | undefined;
  #seen: string;

  /**
   * @param current what is in use
   * @param reject is told of what cannot be read, once for each state of the files
   */
  constructor(
    settings: ConnectionSettings,
    current: Credentials,
    rotate: Rotate,
    reject: (error: Error) => "refused",
  ) {
    this.#settings = settings;
    this.#rotate = rotate;
    this.#reject = reject;
    this.#used = this.#seen = fingerprint(current);
  }

  /** Looks once; `signal` gives a rotation up. */
  async look(signal: AbortSignal): Promise<void> {
    const found = await this.#read();
    const print = found instanceof Error ? `error ${found.message}` : fingerprint(found.credentials);
    const isStable = print === this.#seen;
    this.#seen = print;
    if (!isStable || print === this.#refused) return;
    if (print === this.#used) {
      this.#refused = undefined;
      return;
    }
    const outcome = found instanceof Error ? this.#reject(found) : await this.#rotate(found.credentials, signal);
    if (outcome === "refused") this.#refused = print;
    if (outcome === "done") this.#used = print;
  }

  async #read(): Promise<ReadCredentials | Error> {
    try {
      return await readCredentials(this.#settings);
    } catch (error) {
      return toError(error);
    }
  }
}
