import type { EnvStorage } from "../base/mod.ts";

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
