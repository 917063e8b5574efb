import type { EnvStorage } from "../base/mod.ts";
import { isMissingPermission, type SystemEnvironment } from "../platform/mod.ts";
import { envError, readOnly } from "./_errors.ts";

/** Names that an operating system can have. */
const NAME_REGEXP = /^[^=\0]+$/;

/** `env.storage.os`: the environment of the process, read-only. */
export class OsStorage implements EnvStorage {
  readonly #environment: SystemEnvironment;

  constructor(environment: SystemEnvironment) {
    this.#environment = environment;
  }

  get(key: string): Promise<string | undefined> {
    return Promise.try(() =>
      NAME_REGEXP.test(key) ? allowed(`--allow-env=${key}`, () => this.#environment.get(key)) : undefined
    );
  }

  set(): Promise<void> {
    return Promise.reject(readOnly());
  }

  delete(): Promise<void> {
    return Promise.reject(readOnly());
  }

  list(): Promise<ReadonlyMap<string, string>> {
    return Promise.try(() => new Map(Object.entries(allowed("--allow-env", () => this.#environment.toObject()))));
  }
}

function allowed<T>(flag: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!isMissingPermission(error)) throw error;
    throw envError("PermissionDenied", `the program may not read the environment; run it again with ${flag}`);
  }
}
