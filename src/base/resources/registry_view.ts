import type { ByteString } from "../byte_string.ts";
import type { Data } from "../data.ts";

/** An entry as scripts may see it: secrets hidden, `${env:…}` as it is written. */
export interface RegistryRecord {
  /** `namespace:name`. */
  readonly id: string;
  readonly kind: string;
  readonly meta: ReadonlyMap<ByteString, Data>;
  readonly data: ReadonlyMap<ByteString, Data>;
}

/** The entries of the application that runs (spec/lua-modules.md §19). */
export interface RegistryView {
  get(id: string): RegistryRecord | undefined;
  /** Ordered by id. */
  all(): readonly RegistryRecord[];
}
