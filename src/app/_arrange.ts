import type { Configuration, DisableRule } from "../configuration/mod.ts";
import { type Collector, quote } from "../diagnostics/mod.ts";
import {
  applyOverrides,
  hideSecrets,
  type Kind,
  linkRequirements,
  type Override,
  type RawEntries,
  readFileValues,
  type RegistryEntry,
  REQUIREMENT_KIND,
} from "../registry/mod.ts";

/** The input of {@linkcode arrange} beside the entries. */
export interface ArrangeOptions {
  /** Overrides from the configuration and the command line, the weakest first. */
  readonly given: readonly Override[];
  readonly disable: Configuration["disable"];
  /** By name. */
  readonly kinds: ReadonlyMap<string, Kind>;
  readonly collector: Collector;
}

/** The entries that take part, with their values from outside: overrides, requirements, texts of files. */
export interface ArrangedEntries {
  /** By id, ordered by id. */
  readonly entries: ReadonlyMap<string, RegistryEntry>;
  /** Later definitions of an id that is taken: they are checked for faults and take no part. */
  readonly duplicates: readonly RegistryEntry[];
  /** Why an entry of that id was left out; undefined when it was not. */
  explain(id: string): string | undefined;
}

/**
 * Overrides → `disable` → requirements → overrides again, which so have the last word → `file://` (spec/registry.md §1.3,
 * §2.3).
 */
export async function arrange(raw: RawEntries, options: ArrangeOptions): Promise<ArrangedEntries> {
  const { incomplete, sourceRoot } = raw;
  const { given, kinds, collector } = options;
  const overridden = applyOverrides(given, raw.entries, incomplete, collector);
  const { kept, disabled } = leaveOut([...overridden.values(), ...raw.duplicates], options);
  const entries = new Map([...overridden].filter(([, entry]) => kept.has(entry)));
  for (const [id, entry] of entries) {
    if (entry.kind === REQUIREMENT_KIND) entries.set(id, await readFileValues(entry, sourceRoot, collector));
  }
  const required = linkRequirements(entries, incomplete, (id) => disabled.has(id), collector);
  const overrides = [...required, ...given.filter(({ id, path }) => entries.has(id) && path[0] !== "kind")];
  const withFiles = async (entry: RegistryEntry): Promise<RegistryEntry> => {
    const read = await readFileValues(entry, sourceRoot, collector);
    hideSecrets(read, kinds.get(read.kind), collector);
    return read;
  };
  const arranged = new Map<string, RegistryEntry>();
  for (const [id, entry] of applyOverrides(overrides, entries, incomplete, collector)) {
    arranged.set(id, await withFiles(entry));
  }
  const duplicates: RegistryEntry[] = [];
  for (const entry of raw.duplicates) if (kept.has(entry)) duplicates.push(await withFiles(entry));
  const explain = (id: string) => {
    const rule = disabled.get(id);
    return rule && `${quote(id)} is left out by ${quote(rule.pattern)} in "${rule.name}" of the configuration`;
  };
  return { entries: arranged, duplicates, explain };
}

/**
 * Finds the entries that no rule of `disable` names, and the rules of the others by id. A rule that names nothing is
 * reported, since it is mostly misspelt.
 */
function leaveOut(entries: readonly RegistryEntry[], { disable, collector }: ArrangeOptions) {
  const used = new Set<DisableRule>();
  const disabled = new Map<string, DisableRule>();
  const kept = new Set<RegistryEntry>();
  for (const entry of entries) {
    const rules = disable.filter((rule) => rule.matches(entry));
    for (const rule of rules) used.add(rule);
    if (rules[0]) disabled.set(entry.id, rules[0]);
    else kept.add(entry);
  }
  for (const { name, pattern, range } of disable.filter((rule) => !used.has(rule))) {
    const message = `Pattern ${quote(pattern)} in "${name}" leaves nothing out: no entry matches it`;
    collector.report(range, "no-effect", message, { severity: "warning" });
  }
  return { kept, disabled };
}
