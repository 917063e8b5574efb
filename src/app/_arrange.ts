import type { Configuration, DisableRule } from "../configuration/mod.ts";
import { type Collector, quote } from "../diagnostics/mod.ts";
import {
  applyOverrides,
  type Discovery,
  linkRequirements,
  type Override,
  readFileValues,
  type RegistryContents,
  type RegistryEntry,
  REQUIREMENT_KIND,
} from "../registry/mod.ts";

/** What {@linkcode arrange} works on. */
export interface ArrangeOptions {
  readonly contents: RegistryContents;
  /** From the configuration and the command line, the weakest first. */
  readonly given: readonly Override[];
  readonly disable: Configuration["disable"];
  readonly discovery: Discovery;
  readonly collector: Collector;
}

/** The entries that take part, with their values from outside. */
export interface Arrangement {
  readonly entries: ReadonlyMap<string, RegistryEntry>;
  readonly duplicates: readonly RegistryEntry[];
  /** Everything that was written into entries; later ones win. */
  readonly overrides: readonly Override[];
  /** Why an entry of that id was left out; undefined when it was not. */
  explain(id: string): string | undefined;
}

/** Overrides → `disable` → requirements → overrides again, which so have the last word (spec/registry.md §2.3). */
export async function arrange(options: ArrangeOptions): Promise<Arrangement> {
  const { contents, given, discovery, collector } = options;
  const { incomplete } = contents;
  applyOverrides(given, contents.entries, incomplete, collector);
  const disabled = new Map<string, DisableRule>();
  const [entries, duplicates] = leaveOut(options, disabled);
  for (const entry of entries.values()) {
    if (entry.kind === REQUIREMENT_KIND) await readFileValues(entry, discovery.sourceRoot, collector);
  }
  const required = linkRequirements(entries, incomplete, (id) => disabled.has(id), collector);
  const overrides = [...required, ...given.filter(({ id, path }) => entries.has(id) && path[0] !== "kind")];
  applyOverrides(overrides, entries, incomplete, collector);
  const explain = (id: string) => {
    const rule = disabled.get(id);
    return rule && `${quote(id)} is left out by ${quote(rule.pattern)} in "${rule.name}" of the configuration`;
  };
  return { entries, duplicates, overrides, explain };
}

/** Separates what `disable` names; a rule that names nothing is told, since it is mostly misspelt. */
function leaveOut(
  { contents, disable, collector }: ArrangeOptions,
  disabled: Map<string, DisableRule>,
): [entries: Map<string, RegistryEntry>, duplicates: RegistryEntry[]] {
  const used = new Set<DisableRule>();
  const staysIn = (entry: RegistryEntry) => {
    const rules = disable.filter((rule) => rule.matches(entry));
    for (const rule of rules) used.add(rule);
    if (rules[0]) disabled.set(entry.id, rules[0]);
    return rules.length === 0;
  };
  const entries = new Map([...contents.entries].filter(([, entry]) => staysIn(entry)));
  const duplicates = contents.duplicates.filter(staysIn);
  for (const { name, pattern, range } of disable.filter((rule) => !used.has(rule))) {
    const message = `Pattern ${quote(pattern)} in "${name}" leaves nothing out: no entry matches it`;
    collector.report(range, "no-effect", message, { severity: "warning" });
  }
  return [entries, duplicates];
}
