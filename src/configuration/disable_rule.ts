import { valueAt } from "../base/mod.ts";
import type { SourceRange } from "../diagnostics/mod.ts";
import type { Entry } from "../registry/mod.ts";
import { compilePattern } from "./pattern.ts";

/** One pattern below `disable` (spec/registry.md §8). */
export interface DisableRule {
  /** `disable.entries`, `disable.meta.env`: for messages. */
  readonly name: string;
  readonly pattern: string;
  /** Where it stands; undefined when `--set` gave it. */
  readonly range?: SourceRange;
  /** Whether the pattern matches that entry. */
  matches(entry: Entry): boolean;
}

/**
 * Makes a rule.
 *
 * @param pattern one that {@linkcode compilePattern} takes
 */
export function disableRule(
  by: "namespaces" | "entries" | { readonly meta: string },
  pattern: string,
  range: SourceRange | undefined,
): DisableRule {
  const regexp = compilePattern(pattern)!;
  const name = typeof by === "string" ? `disable.${by}` : `disable.meta.${by.meta}`;
  const place = range && { range };
  if (by === "namespaces") return { name, pattern, ...place, matches: ({ namespace }) => regexp.test(namespace) };
  if (by === "entries") return { name, pattern, ...place, matches: ({ id }) => regexp.test(id) };
  const key = by.meta;
  return { name, pattern, ...place, matches: ({ meta }) => texts(metaAt(meta, key)).some((text) => regexp.test(text)) };
}

/** A key with dots may be a way through maps. */
function metaAt(meta: Entry["meta"], key: string): unknown {
  return Object.hasOwn(meta, key) ? meta[key] : valueAt(meta, key.split("."));
}

/** The texts that a pattern is compared with: that of a scalar, or those of a list. */
function texts(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(texts);
  return typeof value === "object" || value === undefined ? [] : [String(value)];
}
