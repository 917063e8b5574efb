import type { Store } from "../base/mod.ts";
import type { Configured, DataPath, Kind } from "../registry/mod.ts";

/** A kind of entries that keep keys and values for the module `store` (spec/lua-modules.md §22). */
export interface StoreKind<C = unknown> extends Kind<C> {
  /** Makes the store; no I/O. @param appFolder absolute path */
  createStore(configured: Configured<C>, appFolder: string): Store;
}

/** Whether entries of the kind are stores. */
export function isStoreKind(kind: Kind): kind is StoreKind {
  return "createStore" in kind;
}

const REASONS: Readonly<Record<string, string>> = {
  cleanup_interval: "what has expired is removed at each write",
  lifecycle: "a store is there from its first use to the end of the program",
};

/** Fields of a store that are taken and do nothing. */
export function storeFieldsWithoutEffect({ entry }: Configured): { path: DataPath; reason: string }[] {
  return Object.entries(REASONS).filter(([name]) => Object.hasOwn(entry.data, name))
    .map(([name, reason]) => ({ path: [name], reason }));
}
