import type { EnvStorage } from "../base/mod.ts";

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
