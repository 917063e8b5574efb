import { Collector, quote } from "../diagnostics/mod.ts";
import { asMap, type DataPath, type Tree } from "../registry/mod.ts";
import { fill, type FillContext } from "./_fill.ts";
import type { TextValue } from "./_settings.ts";

/** A file with its placeholders filled. */
export interface FilledFile {
  readonly root: Tree;
  /** What came out of placeholders and may stand for a number or a truth value. */
  readonly texts: readonly TextValue[];
  /** Paths of what has no value, which is reported. */
  readonly settled: readonly DataPath[];
}

/** Fills `${env:…}` and `${var:…}` in a whole file. */
export function fillFile(root: Tree, env: FillContext["env"], collector: Collector): FilledFile {
  const vars = readVars(asMap(root)?.get("vars"), env, collector);
  const context = { env, vars, collector, filled: new Set<Tree>(), missing: new Set<Tree>() };
  const result = fill(root, context);
  const texts: TextValue[] = [];
  const settled: DataPath[] = [];
  for (const [path, tree] of treesIn(result, [])) {
    if (context.missing.has(tree)) settled.push(path);
    else if (context.filled.has(tree)) texts.push({ path, raw: tree.content as string });
  }
  return { root: result, texts, settled };
}

/** Variables may be made of those of the operating system, not of each other. */
function readVars(tree: Tree | undefined, env: FillContext["env"], collector: Collector): Map<string, string> {
  const texts = new Map<string, string>();
  for (const [name, value] of asMap(tree) ?? []) {
    if (typeof value.content === "string" && value.content.includes("${var:")) {
      collector.report(value.range, "invalid-value", `The variable ${quote(name)} cannot be made of other variables`);
    }
    // Whatever is missing is reported when the section itself is filled.
    const context = { env, vars: texts, collector: new Collector(), filled: new Set<Tree>(), missing: new Set<Tree>() };
    texts.set(name, String(fill(value, context).content));
  }
  return texts;
}

function* treesIn(tree: Tree, path: DataPath): Generator<[path: DataPath, tree: Tree]> {
  yield [path, tree];
  for (const [key, value] of asMap(tree) ?? []) yield* treesIn(value, [...path, key]);
  if (!Array.isArray(tree.content)) return;
  for (const [index, item] of tree.content.entries()) yield* treesIn(item, [...path, index]);
}
