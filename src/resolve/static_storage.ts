import type { EnvStorage } from "../base/mod.ts";
import { readOnly } from "./_errors.ts";

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
