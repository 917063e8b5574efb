import type { Store, StoreDirectory } from "../base/mod.ts";
import { isStoreKind } from "../kinds/mod.ts";
import type { CheckContext } from "../registry/mod.ts";

/** The stores of an application, each made when it is first asked for and the same for all its code. */
export class Stores implements StoreDirectory {
  readonly #appFolder: string;
  readonly #find: CheckContext["find"];
  readonly #stores = new Map<string, Store>();

  /** @param appFolder absolute path */
  constructor(appFolder: string, find: CheckContext["find"]) {
    this.#appFolder = appFolder;
    this.#find = find;
  }

  find(id: string): { kind: string; store: Store } | undefined {
    const configured = this.#find(id);
    if (!configured || !isStoreKind(configured.kind)) return undefined;
    let store = this.#stores.get(id);
    if (!store) this.#stores.set(id, store = configured.kind.createStore(configured, this.#appFolder));
    return { kind: configured.kind.name, store };
  }
}
