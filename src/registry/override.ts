import { type Collector, quote, type SourceRange, suggest } from "../diagnostics/mod.ts";
import type { DataPath } from "../base/mod.ts";
import { textReadings, valueReadings } from "./decode/coerce.ts";
import type { Incomplete } from "./incomplete.ts";
import type { RegistryEntry } from "./registry_entry.ts";
import { type OverrideOrigin, treeOf } from "./tree.ts";

/** One value given from outside for a field of an entry. */
export interface Override {
  /** Id of the entry. */
  readonly id: string;
  /** Where in the entry: `["kind"]`, `["meta", …]` or `["data", …]`. */
  readonly path: DataPath;
  /** What the value may be read as, the likeliest first; the field's type has the last word. */
  readonly values: readonly unknown[];
  readonly origin: OverrideOrigin;
}

/**
 * Reads the texts of `-o` (spec/registry.md §8): `NS:ENTRY:PATH=VALUE`, several in one text separated by commas. A piece
 * without `=` belongs to the value before it, so values may hold commas.
 *
 * @param texts as the user wrote them
 * @param collector gets the malformed ones, without their values, which may be secrets
 * @returns the others, in the order of the texts
 */
export function parseOverrides(texts: readonly string[], collector: Collector): Override[] {
  return texts.flatMap(splitList).flatMap((text) => {
    const equals = text.indexOf("=");
    const target = (equals < 0 ? text : text.slice(0, equals)).trim();
    const place = equals < 0 ? undefined : parseTarget(target);
    if (place) {
      return [{ ...place, values: textReadings(text.slice(equals + 1).trim()), origin: originOf(target) }];
    }
    const notes = ['Write it as "NAMESPACE:ENTRY:PATH=VALUE", such as "app:worker:task_queue=orders"'];
    collector.report(undefined, "invalid-override", `Override ${quote(target)} is malformed`, { notes });
    return [];
  });
}

/**
 * Makes an override of a key and a value of a configuration file.
 *
 * @param target `NS:ENTRY:PATH`
 * @param value plain
 * @param range where the value stands; absent on the command line
 * @param collector gets a malformed key
 * @returns undefined for a malformed key
 */
export function overrideOf(
  target: string,
  value: unknown,
  range: SourceRange | undefined,
  collector: Collector,
): Override | undefined {
  const place = parseTarget(target);
  if (place) return { ...place, values: valueReadings(value), origin: originOf(target, range) };
  const notes = ['Write the key as "NAMESPACE:ENTRY:PATH", such as "app:worker:task_queue"'];
  collector.report(range, "invalid-override", `Override ${quote(target)} is malformed`, { notes });
  return undefined;
}

function originOf(target: string, range?: SourceRange): OverrideOrigin {
  return { type: "override", label: `Override ${quote(target)}`, ...range && { range } };
}

function parseTarget(target: string): Pick<Override, "id" | "path"> | undefined {
  const [, id, path = ""] = /^([^:]+:[^:]+):(.+)$/s.exec(target) ?? [];
  const steps = path.split(".");
  if (id === undefined || steps.includes("") || ["meta", "data", "name"].includes(path)) return undefined;
  const explicit = steps[0] === "meta" || steps[0] === "data" || path === "kind";
  return { id, path: explicit ? steps : ["data", ...steps] };
}

function splitList(text: string): string[] {
  const items: string[] = [];
  for (const piece of text.split(",")) {
    if (items.length > 0 && !piece.includes("=")) items.push(`${items.pop()},${piece}`);
    else items.push(piece);
  }
  return items;
}

/**
 * Writes overrides into copies of their entries, each with its likeliest value.
 *
 * @param overrides the weakest first
 * @param entries by id
 * @param incomplete what could not be read: targets among it are not reported
 * @param collector gets targets that do not exist
 * @returns all entries in the same order, those that an override names with its value
 */
export function applyOverrides(
  overrides: readonly Override[],
  entries: ReadonlyMap<string, RegistryEntry>,
  incomplete: Incomplete,
  collector: Collector,
): ReadonlyMap<string, RegistryEntry> {
  const result = new Map(entries);
  for (const override of overrides) {
    const { id, path, values, origin } = override;
    const entry = result.get(id);
    if (!entry) {
      if (!incomplete.mayHold(id)) reportTarget(override, entries, collector);
    } else if (path[0] === "kind" && (typeof values[0] !== "string" || values[0] === "")) {
      collector.report(origin.range, "invalid-override", `${origin.label}: a kind cannot be empty`);
    } else result.set(id, withOverride(entry, override));
  }
  return result;
}

function withOverride(entry: RegistryEntry, { path, values, origin }: Override): RegistryEntry {
  const tree = treeOf(values[0], origin.range ?? entry.locate([]));
  return entry.with(path, { ...tree, origin, ...values.length > 1 && { open: { readings: values } } });
}

function reportTarget(
  { id, origin }: Override,
  entries: ReadonlyMap<string, RegistryEntry>,
  collector: Collector,
): void {
  const near = suggest(id, entries.keys());
  const notes = near === undefined ? [] : [`Did you mean ${quote(near)}?`];
  const message = `${origin.label} names an entry that does not exist: ${quote(id)}`;
  collector.report(origin.range, "override-target-not-found", message, { notes });
}
