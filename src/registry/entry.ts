import type { Data } from "../base/mod.ts";
import type { SourceRange } from "../diagnostics/mod.ts";

/** Steps from an entry's own map down to a value: `["worker_options", "identity"]`. */
export type DataPath = readonly (string | number)[];

/** One entry of a registry file after the envelope check (contract/registry.md §1.1); nothing of its kind is checked yet. */
export interface Entry {
  /** `namespace:name`. */
  readonly id: string;
  readonly namespace: string;
  readonly name: string;
  readonly kind: string;
  /** The file's meta below the entry's own. */
  readonly meta: Readonly<Record<string, unknown>>;
  /** Everything that is not envelope, with `file://` values still as written. */
  readonly data: Readonly<Record<string, unknown>>;
  /** Absolute path of the YAML file. */
  readonly file: string;
  /**
   * Where the value at `path` stands. The path starts at the entry (`["meta", "temporal"]`, `["task_queue"]`); for a path
   * that does not exist, the nearest parent that does; for the entry itself, its `name`.
   *
   * @param key points at the key instead of the value
   */
  locate(path: DataPath, key?: boolean): SourceRange;
}
