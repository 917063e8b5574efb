import type { DataPath } from "../base/mod.ts";
import type { SourceRange } from "../diagnostics/mod.ts";

/** A field whose value does not stand in the entry: a placeholder or an `_env` field gives it (spec/env.md §4, §5). */
export interface FilledField {
  /** From the entry's data. */
  readonly path: DataPath;
  /** How messages name the variables, since they must not show the value: `the variable "API_KEY"`. */
  readonly source: string;
  /** Whether all that the text has of them are defaults that the placeholders bring. @default false */
  readonly isDefault?: boolean;
  /** False when there is no value; that is reported already. */
  readonly hasValue: boolean;
}

/** One entry of a registry file after the envelope check (spec/registry.md §1.1); nothing of its kind is checked yet. */
export interface Entry {
  /** `namespace:name`. */
  readonly id: string;
  readonly namespace: string;
  readonly name: string;
  readonly kind: string;
  /** The file's meta below the entry's own. */
  readonly meta: Readonly<Record<string, unknown>>;
  /**
   * Everything that is not envelope, as plain JavaScript values; text is ordinary JavaScript text. A `file://` value is
   * replaced by the text of its file (§1.3); {@linkcode sourceFile} says which file that was. Placeholders stand as they are
   * written.
   */
  readonly data: Readonly<Record<string, unknown>>;
  /** Absolute path of the YAML file. */
  readonly file: string;
  /**
   * Where the value at `path` stands. The path starts at the entry (`["meta", "temporal"]`, `["task_queue"]`); fields of
   * an explicit `data` map are found with and without the leading `"data"`. For a path that does not exist the nearest
   * parent that does; for the entry itself, and for a value that `-o` has set, its `name`.
   *
   * @param key points at the key instead of the value
   */
  locate(path: DataPath, key?: boolean): SourceRange;
  /**
   * Absolute path of the file that a `file://` value at `path` was replaced with; undefined when the value stands in the
   * YAML file itself.
   */
  sourceFile(path: DataPath): string | undefined;
  /** The field of the data at or around `path` that a placeholder or an `_env` field fills; undefined for other values. */
  filledField(path: DataPath): FilledField | undefined;
}
