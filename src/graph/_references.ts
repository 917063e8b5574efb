import { type DataPath, qualifyEntryId, valueAt } from "../base/mod.ts";
import type { Entry, Kind, Reference } from "../registry/mod.ts";

/** Where every entry, of whatever kind, may name what must start before it (spec/registry.md §4.1). */
const COMMON_PATHS: readonly DataPath[] = [
  ["lifecycle", "requires"],
  ["lifecycle", "depends_on"],
  ["meta", "depends_on"],
];

/**
 * All that an entry names: what its kind knows of, and what every entry may have.
 *
 * @param data the entry's data with placeholders filled
 */
export function referencesOf(entry: Entry, kind: Kind | undefined, data: Entry["data"]): Reference[] {
  return [
    ...kind?.references(entry, data) ?? [],
    ...COMMON_PATHS.flatMap((path) => commonReferences(entry, data, path)),
  ];
}

function commonReferences(entry: Entry, data: Entry["data"], path: DataPath): Reference[] {
  const [head, ...rest] = path;
  const value = head === "meta" ? valueAt(entry.meta, rest) : valueAt(data, path);
  const items: unknown[] = Array.isArray(value) ? value : typeof value === "string" ? [value] : [];
  return items.flatMap((item, index) => {
    const target = typeof item === "string" ? item : objectForm(item);
    if (!target) return []; // of the wrong type: the schema's to report
    const place = Array.isArray(value) ? [...path, index] : path;
    return [{ target: qualifyEntryId(target, entry.namespace), path: place, edge: "needs" as const }];
  });
}

/** `{ns, name}` (spec/registry.md §1.2). */
function objectForm(item: unknown): string | undefined {
  const ns = valueAt(item, ["ns"]);
  const name = valueAt(item, ["name"]);
  return typeof ns === "string" && typeof name === "string" ? `${ns}:${name}` : undefined;
}
