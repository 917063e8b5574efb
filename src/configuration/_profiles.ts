import { type Collector, quote, suggest } from "../diagnostics/mod.ts";
import { asMap, type DataPath, decodeStrictly, describeType, toPlainObject, type Tree } from "../registry/mod.ts";
import { Reporter } from "./_reporter.ts";
import { profileSchema } from "./_schema.ts";
import { mergeTrees } from "./_settings.ts";

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

/** Tells that there is no such profile. */
export function reportMissing(name: string, known: readonly string[], collector: Collector): void {
  const near = suggest(name, known);
  const help = near !== undefined
    ? `Did you mean ${quote(near)}?`
    : known.length > 0
    ? `Known profiles: ${known.map(quote).join(", ")}`
    : 'Add a section "profiles" to the configuration file';
  collector.report(undefined, "unknown-profile", `The configuration has no profile ${quote(name)}`, { notes: [help] });
}

/** What a chosen profile says is checked with the rest of the file. */
function checkProfile(name: string, tree: Tree, isChosen: boolean, collector: Collector): void {
  const map = asMap(tree);
  if (!map && tree.content !== null) reportType(tree, `Profile ${quote(name)}`, collector);
  if (!map || isChosen) return;
  const subject = { name: `profile ${quote(name)}`, root: tree, set: [], settled: [], unknownKeys: "error" } as const;
  const reporter = new Reporter(subject, collector);
  const { unknown, faults } = decodeStrictly({ schema: profileSchema }, toPlainObject(map));
  for (const fault of [...unknown, ...faults]) if (!isPlaceholder(tree, fault.path)) reporter.report(fault);
}

function reportType({ range, content }: Tree, what: string, collector: Collector): void {
  collector.report(range, "wrong-type", `${what} must be a map, found ${describeType(content)}`);
}

function isPlaceholder(tree: Tree, path: DataPath): boolean {
  const found = path.reduce<Tree | undefined>((at, step) => asMap(at)?.get(String(step)), tree);
  return typeof found?.content === "string" && found.content.includes("${");
}
