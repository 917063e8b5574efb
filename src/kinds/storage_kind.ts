import type { SystemEnvironment } from "../platform/mod.ts";
import type { Configured, Kind } from "../registry/mod.ts";
import type { EnvStorage } from "../resolve/mod.ts";

/** What a storage is made with. */
export interface StorageContext {
  /** Absolute path. */
  readonly appFolder: string;
  readonly systemEnvironment: SystemEnvironment;
  /** The storage of that entry. */
  storage(id: string): EnvStorage | undefined;
}

/** A kind of entries that keep variables (spec/env.md §2). */
export interface StorageKind<C = unknown> extends Kind<C> {
  /** Makes the storage; no I/O. Undefined when it needs one that cannot be made. */
  createStorage(configured: Configured<C>, context: StorageContext): EnvStorage | undefined;
}

/** Whether entries of the kind keep variables. */
export function isStorageKind(kind: Kind): kind is StorageKind {
  return "createStorage" in kind;
}

/** Names of the kinds whose entries keep variables. */
export const STORAGE_KINDS: readonly string[] = [
  "env.storage.file",
  "env.storage.memory",
  "env.storage.os",
  "env.storage.router",
  "env.storage.static",
];
