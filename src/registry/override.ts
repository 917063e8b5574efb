import { type Collector, quote, type SourceRange, suggest } from "../diagnostics/mod.ts";
import type { RegistryEntry, ValueOrigin } from "./_registry_entry.ts";
import { coerce } from "./coerce.ts";
import type { DataPath } from "./entry.ts";
import type { Incomplete } from "./incomplete.ts";

/** One value given from outside for a field of an entry. */
export interface Override {
  /** Id of the entry. */
  readonly id: string;
  /** Where in the entry: `["kind"]`, `["meta", …]` or `["data", …]`. */
  readonly path: DataPath;
  /** What the value may be read as, the likeliest first; the field's type has the last word. */
  readonly values: readonly unknown[];
  readonly origin: ValueOrigin;
}

/**
 * Reads the texts of `-o` (spec/registry.md §8): `NS:ENTRY:PATH=VALUE`, several in one text separated by commas. A piece
 * without `=` belongs to the value before it, so values may hold commas. Malformed texts are reported.
 */
export function parseOverrides(texts: readonly string[], collector: Collector): Override[] {
  return texts.flatMap(splitList).flatMap((text) => {
    const equals = text.indexOf("=");
    const target = (equals < 0 ? text : text.slice(0, equals)).trim();
    const place = equals < 0 ? undefined : parseTarget(target);
    if (place) {
      return [{ ...place, values: candidatesOf(text.slice(equals + 1).trim()), origin: originOf(target) }];
    }
    const notes = ['Write it as "NAMESPACE:ENTRY:PATH=VALUE", such as "app:worker:task_queue=orders"'];
    collector.report(undefined, "invalid-override", `Override ${quote(target)} is malformed`, { notes });
    return [];
  });
}

/**
 * Makes an override of a key and a value of a configuration file. A malformed key is reported.
 *
 * @param target `NS:ENTRY:PATH`
 * @param range where the value stands
 */
export function overrideOf(
  target: string,
  value: unknown,
  range: SourceRange | undefined,
  collector: Collector,
): Override | undefined {
  const place = parseTarget(target);
  if (place) return { ...place, values: readingsOf(value), origin: originOf(target, range) };
  const notes = ['Write the key as "NAMESPACE:ENTRY:PATH", such as "app:worker:task_queue"'];
  collector.report(range, "invalid-override", `Override ${quote(target)} is malformed`, { notes });
  return undefined;
}

function originOf(target: string, range?: SourceRange): ValueOrigin {
  return { label: `Override ${quote(target)}`, ...range && { range } };
}

function parseTarget(target: string): Pick<Override, "id" | "path"> | undefined {
  const [, id, path = ""] = /^([^:]+:[^:]+):(.+)$/s.exec(target) ?? [];
  const steps = path.split(".");
  if (id === undefined || steps.includes("") || ["meta", "data", "name"].includes(path)) return undefined;
  const explicit = steps[0] === "meta" || steps[0] === "data" || path === "kind";
  return { id, path: explicit ? steps : ["data", ...steps] };
}

/** What a value with a type may be read as: itself, its text, what its text spells. */
export function readingsOf(value: unknown): readonly unknown[] {
  if (typeof value === "string") return [value, coerce(value)];
  return ["number", "bigint", "boolean"].includes(typeof value) ? [value, String(value)] : [value];
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
 * The values that an override's text may stand for, the likeliest first: spec/registry.md §8 coerces by form, and the
 * type of the field has the last word (`auth.api_key=123` is text). A text with commas may be a list.
 */
export function candidatesOf(raw: string): readonly unknown[] {
  const list = raw.includes(",") ? [raw.split(",").map((item) => item.trim())] : [[raw]];
  const typed = coerce(raw);
  return typed === raw ? [raw, ...list] : [typed, raw, ...list];
}

/** Writes overrides into their entries, each with its likeliest value. Targets that do not exist are reported. */
export function applyOverrides(
  overrides: readonly Override[],
  entries: ReadonlyMap<string, RegistryEntry>,
  incomplete: Incomplete,
  collector: Collector,
): void {
  for (const { id, path, values, origin } of overrides) {
    const entry = entries.get(id);
    if (entry && path[0] === "kind") {
      if (typeof values[0] === "string" && values[0] !== "") entry.overrideKind(values[0], origin);
      else collector.report(origin.range, "invalid-override", `${origin.label}: a kind cannot be empty`);
    } else if (entry) {
      entry.override(path, values[0], origin);
    } else if (!incomplete.mayHold(id)) {
      const near = suggest(id, entries.keys());
      const notes = near === undefined ? [] : [`Did you mean ${quote(near)}?`];
      const message = `${origin.label} names an entry that does not exist: ${quote(id)}`;
      collector.report(origin.range, "override-target-not-found", message, { notes });
    }
  }
}
