import type { DataPath } from "./entry.ts";

/** A field whose value does not stand in the entry: a placeholder or an `_env` field gives it (spec/env.md §4, §5). */
export interface FilledField {
  /** From the entry's data. */
  readonly path: DataPath;
  /** How messages name what gives the value, since they must not show the value: `the variable "API_KEY"`. */
  readonly source: string;
  /** False when there is no value; that is reported already. */
  readonly hasValue: boolean;
  /** Set when one placeholder is the whole field, which then may become a number or a truth value. */
  readonly whole?: {
    /** The text written behind `|`: its form is the type where the schema takes any. */
    readonly inlineDefault?: string;
  };
}

/** An entry's data with its placeholders filled, as text. It may hold secrets, so it is not kept. */
export interface FilledData {
  readonly data: Readonly<Record<string, unknown>>;
  readonly fields: readonly FilledField[];
}
