import type { ByteString } from "../byte_string.ts";
import type { Data } from "../data.ts";

/** A key with its value in a {@linkcode Store}. */
export interface StoreEntry {
  readonly key: ByteString;
  readonly value: Data;
  /** 1 at first, more at each write. */
  readonly version: number;
  /** Milliseconds since the Unix epoch; undefined when the entry stays. */
  readonly expiresAt: number | undefined;
}

/** What a write demands and sets. */
export interface StoreWrite {
  readonly key: ByteString;
  readonly value: Data;
  readonly expiresAt: number | undefined;
  /** Version that must be there now; 0 when there must be none. No demand when absent. */
  readonly version?: number;
}

/**
 * Keys and values (spec/lua-modules.md §22). Every method is one step that is done wholly or not at all, also among
 * several processes. `now` is in milliseconds since the Unix epoch: what has expired by then is not there.
 */
export interface Store {
  read(key: ByteString, now: number): StoreEntry | undefined;
  /**
   * @returns the new version
   * @throws {AppError} Conflict or AlreadyExists when the version is another one, Unavailable when the store is full
   */
  write(change: StoreWrite, now: number): number;
  /** @returns whether the key was there */
  remove(key: ByteString, now: number): boolean;
  /** Keys that begin with `prefix` and come after `after`, in the order of their bytes. */
  keys(prefix: ByteString, after: ByteString, limit: number, now: number): ByteString[];
  count(now: number): number;
}

/** The stores that an application declares. */
export interface StoreDirectory {
  /**
   * @returns the store of that entry and its kind; undefined when no entry of that id is a store
   * @throws {AppError} PermissionDenied or Internal when its file cannot be used
   */
  find(id: string): { readonly kind: string; readonly store: Store } | undefined;
}
