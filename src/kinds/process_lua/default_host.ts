import { qualifyEntryId } from "../../base/mod.ts";
import type { DataPath, Entry, Reference } from "../../registry/mod.ts";
import { mapOf, referenceText } from "../references.ts";

/** Where the host of calls may stand (spec/registry.md §2.1). */
const PATHS: readonly DataPath[] = [["meta", "default_host"], ["meta", "options", "default_host"]];

/** The id of the host that runs a process.lua when it is called as a function. */
export function defaultHostOf(entry: Entry): string | undefined {
  return find(entry)?.host;
}

/** The same as a reference. */
export function defaultHostReference(entry: Entry): Reference[] {
  const found = find(entry);
  return found ? [{ target: found.host, path: found.path, edge: "needs", kinds: ["process.host"] }] : [];
}

function find({ meta, namespace }: Entry): { host: string; path: DataPath } | undefined {
  const values = [meta.default_host, mapOf(meta.options)?.default_host];
  const index = values.findIndex((value) => referenceText(value) !== undefined);
  if (index < 0) return undefined;
  return { host: qualifyEntryId(referenceText(values[index])!, namespace), path: PATHS[index]! };
}
