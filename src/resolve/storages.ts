import { AppError, type EnvStorage, type ErrorKind } from "../base/mod.ts";
import { isMissingPermission, type SystemEnvironment } from "../platform/mod.ts";

/** Names that an operating system can have. */
const NAME_REGEXP = /^[^=\0]+$/;

/** `env.storage.memory`: forgets everything when the program ends. */
export class MemoryStorage implements EnvStorage {
  readonly #values = new Map<string, string>();

  get(key: string): Promise<string | undefined> {
    return Promise.resolve(this.#values.get(key));
  }

  set(key: string, value: string): Promise<void> {
    this.#values.set(key, value);
    return Promise.resolve();
  }

  delete(key: string): Promise<void> {
    this.#values.delete(key);
    return Promise.resolve();
  }

  list(): Promise<ReadonlyMap<string, string>> {
    return Promise.resolve(new Map(this.#values));
  }
}

/** `env.storage.static`: values that the entry itself brings. */
export class StaticStorage implements EnvStorage {
  readonly #values: ReadonlyMap<string, string>;

  constructor(values: Readonly<Record<string, string>>) {
    this.#values = new Map(Object.entries(values));
  }

  get(key: string): Promise<string | undefined> {
    return Promise.resolve(this.#values.get(key));
  }

  set(): Promise<void> {
    return Promise.reject(readOnly());
  }

  delete(): Promise<void> {
    return Promise.reject(readOnly());
  }

  list(): Promise<ReadonlyMap<string, string>> {
    return Promise.resolve(this.#values);
  }
}

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

/** `env.storage.router`: asks storages in order and writes to the first (spec/env.md §2.2). Remembers nothing. */
export class RouterStorage implements EnvStorage {
  readonly #storages: readonly EnvStorage[];

  /** @param storages at least one */
  constructor(storages: readonly EnvStorage[]) {
    this.#storages = storages;
  }

  /** An error of one storage ends the search: its value might have been the one. */
  async get(key: string): Promise<string | undefined> {
    for (const storage of this.#storages) {
      const value = await storage.get(key);
      if (value !== undefined) return value;
    }
    return undefined;
  }

  set(key: string, value: string): Promise<void> {
    return this.#storages[0]!.set(key, value);
  }

  delete(key: string): Promise<void> {
    return this.#storages[0]!.delete(key);
  }

  async list(): Promise<ReadonlyMap<string, string>> {
    const lists = await Promise.all(this.#storages.map((storage) => storage.list()));
    return new Map(lists.toReversed().flatMap((list) => [...list]));
  }
}

/** The error of a storage that cannot be written to. */
function readOnly(): AppError {
  return envError("PermissionDenied", "storage is read-only");
}

/** Errors of the environment are never retryable (spec/env.md §3.1). */
export function envError(kind: ErrorKind, message: string): AppError {
  return new AppError(message, { kind, retryable: false });
}
