import type { z } from "zod";
import type { DataPath } from "../../base/mod.ts";
import { applySchema, type SchemaFault } from "./issues.ts";
import { asList, toPlain, type Tree, treeAt, withoutKey } from "../tree.ts";

/** The result of decoding data by a schema. */
export interface Decoded {
  readonly unknown: readonly SchemaFault[];
  /** All faults beside unknown keys. */
  readonly faults: readonly SchemaFault[];
  /** The output of the schema for the data without the unknown keys; absent when there are faults. */
  readonly value?: unknown;
}

/**
 * Decodes data by a schema, again without the unknown keys when there are any: a schema does not check everything beside
 * them.
 *
 * @param schema one that reports unknown keys
 * @param given is not changed
 * @returns all faults, and the value when unknown keys are the only ones
 */
export function decodeStrictly(schema: z.ZodType, given: Tree): Decoded {
  const unknown: SchemaFault[] = [];
  for (let tree = given;;) {
    const result = applySchema(schema, toPlain(tree));
    if ("value" in result) return { unknown, faults: [], value: result.value };
    const count = unknown.length;
    for (const fault of result.faults) {
      const rest = fault.code === "unknown-key" ? withoutKey(tree, fault.path) : undefined;
      if (rest) unknown.push(fault);
      tree = rest ?? tree;
    }
    if (unknown.length === count) return { unknown, faults: result.faults };
  }
}

/**
 * Decodes data without the values at some paths, and without the values that are at fault when those are gone.
 *
 * @param schema one that reports unknown keys
 * @param given is not changed
 * @param wrong paths of the values at fault
 * @returns undefined when a required key is missing
 */
export function decodeRest(
  schema: z.ZodType,
  given: Tree,
  wrong: readonly DataPath[],
): { readonly value: unknown } | undefined {
  let tree = given;
  for (let paths = wrong;;) {
    const before = tree;
    tree = paths.reduce(withoutNearest, tree);
    const result = applySchema(schema, toPlain(tree));
    if ("value" in result) return result;
    if (tree === before && paths !== wrong) return undefined;
    paths = result.faults.map((fault) => fault.path);
  }
}

/** Takes out a value, or what holds it: a list cannot miss an item, and a key that is missing spoils its map. */
function withoutNearest(tree: Tree, path: DataPath): Tree {
  if (path.length === 0) return tree;
  const parentPath = path.slice(0, -1);
  const rest = asList(treeAt(tree, parentPath)) ? undefined : withoutKey(tree, path);
  return rest ?? withoutNearest(tree, parentPath);
}
