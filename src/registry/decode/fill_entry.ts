import type { DataPath } from "../../base/mod.ts";
import { variableType } from "./coerce.ts";
import type { Entry, FilledField } from "../entry.ts";
import type { RegistryEntry } from "../registry_entry.ts";
import { asMap, toPlainObject, type Tree, treeAt, treesTo, withoutKey, withTree } from "../tree.ts";

/** A change to one text of an entry's data: placeholders and `_env` fields are filled (spec/env.md §4, §5). */
export interface Filling {
  /** From the entry's data. */
  readonly path: DataPath;
  /** The text that stands there then; absent when the key goes. */
  readonly text?: string;
  /** The variables that are in the text; absent when there are none. */
  readonly field?: Pick<FilledField, "source" | "isDefault" | "hasValue">;
  /** Set when one placeholder is the whole text, which may then become a number or a truth value. */
  readonly whole?: {
    /** The text written behind `|`. */
    readonly inlineDefault?: string;
  };
}

/** An entry with the values of its variables. The values may be secrets, so that the record is not kept. */
export interface FilledEntry {
  /** Knows which fields are filled, and none of the values. */
  readonly entry: RegistryEntry;
  /** The data with the values; those of whole fields have an open type. */
  readonly tree: Tree;
  /** The same as plain data, all values of variables as text. */
  readonly data: Entry["data"];
}

/**
 * Lays the texts that placeholders and `_env` fields give into the data of an entry.
 *
 * @param entry is not changed
 * @param fillings laid one after the other; of two for one path, the later one counts
 * @returns a record that may hold secrets, beside an entry that holds none
 */
export function fillEntry(entry: RegistryEntry, fillings: readonly Filling[]): FilledEntry {
  if (fillings.length === 0) return { entry, tree: entry.dataTree, data: entry.data };
  const tree = fillings.reduce(fill, entry.dataTree);
  const fields = fillings.flatMap(({ path, field }) => field ? [{ path, ...field }] : []);
  return { entry: entry.withFilled(fields), tree, data: toPlainObject(asMap(tree)!) };
}

function fill(tree: Tree, { path, text, field, whole }: Filling): Tree {
  if (text === undefined) return withoutKey(tree, path) ?? tree;
  const written = treeAt(tree, path) ?? { range: placeOf(treesTo(tree, path).at(-1)!) };
  return withTree(tree, path, {
    ...written,
    content: text,
    ...field && { origin: { type: "env", ...field } },
    ...field?.hasValue && whole && { open: variableType(text, whole.inlineDefault) },
  });
}

/** Where messages show a value that stands nowhere: the key of the map around it. */
function placeOf(parent: Tree): Tree["range"] {
  return parent.key ?? parent.range;
}
