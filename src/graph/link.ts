import { splitEntryId } from "../base/mod.ts";
import { type Collector, quote, suggest, withArticle } from "../diagnostics/mod.ts";
import type { Configured, Entry, Kind, Reference } from "../registry/mod.ts";
import { referencesOf } from "./_references.ts";
import { type Edge, Graph } from "./graph.ts";

/** Ids that a note lists. */
const MOST_SHOWN = 10;
/** Kinds that a message lists. */
const MOST_KINDS = 4;

/** What {@linkcode link} works on. */
export interface LinkOptions {
  /** Every entry, also those that failed: naming one of these is no fault. By id. */
  readonly entries: ReadonlyMap<string, Entry>;
  /** The entries that are at least partly right, by id, in order of the ids. */
  readonly configured: ReadonlyMap<string, Configured>;
  /** Whether an entry of that id may exist in what could not be read. */
  readonly mayExist: (id: string) => boolean;
  /** The kinds there are, by name: an entry of another has its fault reported already. */
  readonly kinds: ReadonlyMap<string, Kind>;
  /** The entries' data with placeholders filled, and the variables that these need; by id. */
  readonly filled: ReadonlyMap<string, { readonly data: Entry["data"]; readonly needs: readonly Reference[] }>;
  /** Why an entry of that id takes no part, when it exists. */
  readonly explain?: (id: string) => string | undefined;
  readonly collector: Collector;
}

/**
 * Joins the entries by what they name (spec/registry.md §4.1). Reports names of nothing, names of the wrong kind, and
 * loops; faults that only follow from one reported before are not.
 */
export function link(options: LinkOptions): Graph {
  const edges = [...options.entries.values()].flatMap((entry) => {
    const { data, needs } = options.filled.get(entry.id) ?? { data: entry.data, needs: [] };
    const references = [...referencesOf(entry, options.kinds.get(entry.kind), data), ...needs];
    return references.flatMap((reference) => edgesOf(entry, reference, options));
  });
  const graph = new Graph(options.configured, distinct(edges.filter(({ from }) => options.configured.has(from))));
  for (const cycle of graph.cycles) reportCycle(cycle, options);
  return graph;
}

function distinct(edges: readonly Edge[]): Edge[] {
  return [...new Map(edges.map((edge) => [`${edge.from}\0${edge.to}\0${edge.reference.edge}`, edge])).values()];
}

function edgesOf(entry: Entry, reference: Reference, options: LinkOptions): Edge[] {
  // A variable without a value names nothing; that is reported already.
  if (entry.filledField(reference.path)?.hasValue === false && !options.entries.has(reference.target)) return [];
  const targets = targetsOf(reference, entry, options);
  if (targets.length === 0 && !options.mayExist(reference.target)) reportMissing(entry, reference, options);
  for (const target of targets) checkKind(entry, reference, target, options);
  return targets.filter(({ id }) => options.configured.has(id)).map(({ id }) => ({
    from: entry.id,
    to: id,
    reference,
  }));
}

/** The entry of that id, or all that `ns:NAMESPACE` or `group:NAME` stands for. */
function targetsOf({ target, edge }: Reference, from: Entry, { entries }: LinkOptions): Entry[] {
  const exact = entries.get(target);
  if (exact) return [exact];
  const { namespace, name } = splitEntryId(target);
  if (edge !== "needs") return [];
  const others = [...entries.values()].filter((entry) => entry.id !== from.id);
  if (namespace === "ns") return others.filter((entry) => entry.namespace === name);
  return namespace === "group" ? others.filter((entry) => groupsOf(entry).includes(name)) : [];
}

function groupsOf({ meta, data }: Entry): unknown[] {
  return [meta.groups, data.groups].flat();
}

function reportMissing(entry: Entry, reference: Reference, { entries, explain, collector }: LinkOptions): void {
  const { target, path, kinds } = reference;
  const filled = entry.filledField(path);
  if (filled) {
    const fault = `The entry that ${filled.source} names does not exist`;
    return collector.report(entry.locate(path), "missing-reference", fault, { entryId: entry.id });
  }
  const fitting = [...entries.values()].filter(({ id, kind }) => id !== entry.id && (kinds?.includes(kind) ?? true));
  const explanation = explain?.(target);
  const near = suggest(target, fitting.map(({ id }) => id)) ??
    fitting.find(({ name }) => name === splitEntryId(target).name)?.id;
  collector.report(entry.locate(path), "missing-reference", missingText(reference), {
    entryId: entry.id,
    notes: explanation
      ? [explanation]
      : near !== undefined
      ? [`Did you mean ${quote(near)}?`]
      : kinds
      ? [listOf(fitting, kinds)]
      : [],
  });
}

function missingText({ target, edge, kinds }: Reference): string {
  const { namespace, name } = splitEntryId(target);
  if (edge === "needs" && namespace === "ns") return `Namespace ${quote(name)} has no entries`;
  if (edge === "needs" && namespace === "group") return `No entry has the group ${quote(name)} in its "meta.groups"`;
  return `Entry ${quote(target)} does not exist${kinds ? `; ${wanted(kinds)} is needed here` : ""}`;
}

function listOf(fitting: readonly Entry[], kinds: readonly string[]): string {
  if (fitting.length === 0) return `The application has no entry of kind ${kinds.map(quote).join(" or ")}`;
  const shown = fitting.slice(0, MOST_SHOWN).map(({ id }) => quote(id)).join(", ");
  return `Entries that fit: ${shown}${fitting.length > MOST_SHOWN ? ", …" : ""}`;
}

/** Names the kinds that fit; a family of many by what its names begin with. */
function wanted(kinds: readonly string[]): string {
  const [first] = kinds;
  const family = first!.slice(0, first!.lastIndexOf(".") + 1);
  const isFamily = kinds.length > MOST_KINDS && kinds.every((kind) => kind.startsWith(family));
  return withArticle(isFamily ? `${family}*` : kinds.join(" or "));
}

function checkKind(entry: Entry, { path, kinds }: Reference, target: Entry, options: LinkOptions): void {
  if (!kinds || kinds.includes(target.kind) || !options.kinds.has(target.kind)) return;
  const filled = entry.filledField(path);
  const name = filled ? `The entry that ${filled.source} names` : `Entry ${quote(target.id)}`;
  const fault = `${name} is ${withArticle(target.kind)}; ${wanted(kinds)} is needed here`;
  options.collector.report(entry.locate(path), "wrong-reference-kind", fault, {
    entryId: entry.id,
    notes: filled ? [] : [{ text: `${quote(target.id)} stands here`, range: target.locate([]) }],
  });
}

function reportCycle(cycle: readonly Edge[], { entries, collector }: LinkOptions): void {
  const imports = cycle.every(({ reference }) => reference.edge === "imports");
  const [first, ...others] = cycle;
  const way = [...cycle.map(({ from }) => from), first!.from].join(" → ");
  const message = imports
    ? `Lua entries import each other in a loop: ${way}`
    : `Entries depend on each other in a loop: ${way}`;
  collector.report(
    entries.get(first!.from)!.locate(first!.reference.path),
    imports ? "import-cycle" : "dependency-cycle",
    message,
    {
      entryId: first!.from,
      notes: others.map(({ from, to, reference }) => ({
        text: `${quote(from)} names ${quote(to)} here`,
        range: entries.get(from)!.locate(reference.path),
      })),
    },
  );
}
