import { type Collector, quote, suggest } from "../diagnostics/mod.ts";
import { asMap, decodeStrictly, describeType, type Tree, treeAt } from "../registry/mod.ts";
import { Reporter } from "./_reporter.ts";
import { profileSchema } from "./_schema.ts";

/**
 * The values of a file with those of the chosen profile above them. The other profiles are checked, too, except for what
 * placeholders would give.
 *
 * @param root a map
 */
export function withProfile(root: Tree, chosen: string | undefined, collector: Collector): Tree {
  const { profiles: tree, ...rest } = Object.fromEntries(asMap(root)!);
  const profiles = asMap(tree);
  if (tree && !profiles && tree.content !== null) reportType(tree, '"profiles"', collector);
  for (const [name, profile] of profiles ?? []) checkProfile(name, profile, name === chosen, collector);
  const plain = { ...root, content: new Map(Object.entries(rest)) };
  const profile = chosen === undefined ? undefined : profiles?.get(chosen);
  if (chosen !== undefined && !profile) reportMissing(chosen, [...profiles?.keys() ?? []], collector);
  return profile && asMap(profile) ? mergeTrees(plain, profile) : plain;
}

/** Reports that there is no such profile. */
export function reportMissing(name: string, known: readonly string[], collector: Collector): void {
  const near = suggest(name, known);
  const help = near !== undefined
    ? `Did you mean ${quote(near)}?`
    : known.length > 0
    ? `Known profiles: ${known.map(quote).join(", ")}`
    : 'Add a section "profiles" to the configuration file';
  collector.report(undefined, "unknown-profile", `The configuration has no profile ${quote(name)}`, { notes: [help] });
}

/** Checks a profile that is not chosen; the chosen one is checked with the rest of the file. */
function checkProfile(name: string, tree: Tree, isChosen: boolean, collector: Collector): void {
  const map = asMap(tree);
  if (!map && tree.content !== null) reportType(tree, `Profile ${quote(name)}`, collector);
  if (!map || isChosen) return;
  const reporter = new Reporter({ name: `profile ${quote(name)}`, root: tree, unknownKeys: "error" }, collector);
  const { unknown, faults } = decodeStrictly(profileSchema, tree);
  for (const fault of [...unknown, ...faults]) {
    const found = treeAt(tree, fault.path)?.content;
    const isPlaceholder = typeof found === "string" && found.includes("${");
    if (!isPlaceholder) reporter.report(fault);
  }
}

/** Lays one map over another, key by key, as deep as both hold maps; each value keeps its place. */
function mergeTrees(below: Tree, above: Tree): Tree {
  const lower = asMap(below);
  const upper = asMap(above);
  if (!lower || !upper) return above;
  const content = new Map(lower);
  for (const [key, tree] of upper) {
    const other = lower.get(key);
    content.set(key, other ? mergeTrees(other, tree) : tree);
  }
  return { ...above, content };
}

function reportType({ range, content }: Tree, what: string, collector: Collector): void {
  collector.report(range, "wrong-type", `${what} must be a map, found ${describeType(content)}`);
}
