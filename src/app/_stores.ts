import type { Store, StoreDirectory } from "../base/mod.ts";
import type { EntryLookup } from "../registry/mod.ts";

/** The stores of an application, each made when it is first asked for and the same for all its code. */
export class Stores implements StoreDirectory {
  readonly #appFolder: string;
  readonly #find: EntryLookup["find"];
  readonly #stores = new Map<string, Store>();

  /** @param appFolder absolute path */
  constructor(appFolder: string, find: EntryLookup["find"]) {
    this.#appFolder = appFolder;
    this.#find = find;
  }

  find(id: string): { kind: string; store: Store } | undefined {
    const configured = this.#find(id);
    if (!configured?.kind.provides?.store) return undefined;
    let store = this.#stores.get(id);
    if (!store) this.#stores.set(id, store = configured.kind.provides.store(configured, this.#appFolder));
    return { kind: configured.kind.name, store };
  }
}
