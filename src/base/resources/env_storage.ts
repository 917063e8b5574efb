/**
 * Keeps values by key (spec/env.md §2). Keys are not empty. All operations throw AppErrors: PermissionDenied when the
 * storage is read-only or the program lacks a permission, Invalid for keys and values that cannot be kept, Internal for
 * files that cannot be read or written.
 */
export interface EnvStorage {
  /** The value, also an empty one; undefined when there is none. */
  get(key: string): Promise<string | undefined>;
  set(key: string, value: string): Promise<void>;
  /** Does nothing when there is no such key. */
  delete(key: string): Promise<void>;
  /** Everything that the storage holds. */
  list(): Promise<ReadonlyMap<string, string>>;
}
