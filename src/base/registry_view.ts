import type { Data } from "./data.ts";

/** An entry as scripts may see it: byte strings, secrets hidden, `${env:…}` as it is written. */
export interface RegistryRecord {
  /** `namespace:name`. */
  readonly id: string;
  readonly kind: string;
  readonly meta: ReadonlyMap<string, Data>;
  readonly data: ReadonlyMap<string, Data>;
}

/** The entries of the application that runs (spec/lua-modules.md §19). */
export interface RegistryView {
  get(id: string): RegistryRecord | undefined;
  /** Ordered by id. */
  all(): readonly RegistryRecord[];
}
