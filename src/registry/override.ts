import { type Collector, quote, suggest } from "../diagnostics/mod.ts";
import type { RegistryEntry } from "./_registry_entry.ts";
import { coerce } from "./coerce.ts";
import type { DataPath } from "./entry.ts";
import type { Incomplete } from "./incomplete.ts";

/** One value given on the command line for a field of an entry. */
export interface Override {
  /** The part before `=`, as written: `app:worker:task_queue`. */
  readonly target: string;
  /** Id of the entry. */
  readonly id: string;
  /** Where in the entry: `["kind"]`, `["meta", …]` or `["data", …]`. */
  readonly path: DataPath;
  /** The value as text. */
  readonly raw: string;
}

/**
 * Reads the texts of `-o` (contract/registry.md §8): `NS:ENTRY:PATH=VALUE`, several in one text separated by commas. A piece
 * without `=` belongs to the value before it, so values may hold commas. Malformed texts are reported.
 */
export function parseOverrides(texts: readonly string[], collector: Collector): Override[] {
  return texts.flatMap(splitList).flatMap((text) => {
    const equals = text.indexOf("=");
    const target = (equals < 0 ? text : text.slice(0, equals)).trim();
    const [, id, path] = /^([^:]+:[^:]+):(.+)$/s.exec(target) ?? [];
    const steps = path?.split(".") ?? [];
    if (equals < 0 || id === undefined || steps.includes("") || path === "meta" || path === "data" || path === "name") {
      const notes = ['Write it as "NAMESPACE:ENTRY:PATH=VALUE", such as "app:worker:task_queue=orders"'];
      collector.report(undefined, "invalid-override", `Override ${quote(target)} is malformed`, { notes });
      return [];
    }
    const explicit = steps[0] === "meta" || steps[0] === "data" || path === "kind";
    return [{ target, id, path: explicit ? steps : ["data", ...steps], raw: text.slice(equals + 1).trim() }];
  });
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
 * The values that an override's text may stand for, the likeliest first: contract/registry.md §8 coerces by form, and the
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
  for (const { target, id, path, raw } of overrides) {
    const entry = entries.get(id);
    if (entry && path[0] === "kind") {
      if (raw === "") {
        collector.report(undefined, "invalid-override", `Override ${quote(target)}: a kind cannot be empty`);
      } else entry.overrideKind(raw, target);
    } else if (entry) {
      entry.override(path, candidatesOf(raw)[0], target);
    } else if (!incomplete.mayHold(id)) {
      const near = suggest(id, entries.keys());
      const notes = near === undefined ? [] : [`Did you mean ${quote(near)}?`];
      const message = `Override ${quote(target)} names an entry that does not exist: ${quote(id)}`;
      collector.report(undefined, "override-target-not-found", message, { notes });
    }
  }
}
