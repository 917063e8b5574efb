import type { z } from "zod";
import type { DataPath } from "../../base/mod.ts";
import { asList, asMap, type OpenType, type Tree, treeOf } from "../tree.ts";

type Schema = z.core.$ZodType;
type Definition = z.core.$ZodTypes["_zod"]["def"];

/** A value that is not of the type that the default in its placeholder asks for. */
export interface Misfit {
  readonly path: DataPath;
  readonly tree: Tree;
  /** What the default is, for messages: `a whole number`. */
  readonly expected: string;
}

/** The result of {@linkcode coerce}. */
export interface Coerced {
  /** The very tree that was given when no type in it was open. */
  readonly tree: Tree;
  readonly misfits: readonly Misfit[];
}

/**
 * Gives each value whose type is open (`-o`, `--set`, placeholders) the type that a schema wants at its path: the
 * first of the value's readings that is of such a type, or the first of all when none is (spec/env.md §4,
 * spec/registry.md §8). Whether the value is allowed is left to the schema.
 *
 * @param schema its definition is walked; nothing is parsed
 * @param tree values with an open type, among others
 * @returns the tree with no open type left, and the values that are not what their placeholder's default asks for
 * @example
 * ```ts
 * import { deepEqual } from "node:assert/strict";
 * import { z } from "zod";
 * import { coerce, textReadings } from "../mod.ts";
 * import { toPlain } from "../tree.ts";
 *
 * const range = { file: "", line: 1, column: 1, endLine: 1, endColumn: 1 };
 * const text = (content: string) => ({ range, content, open: { readings: textReadings(content) } });
 * const tree = { range, content: new Map([["port", text("7233")], ["token", text("7233")], ["tags", text("a, b")]]) };
 * const schema = z.object({ port: z.int(), token: z.string(), tags: z.array(z.string()) });
 * deepEqual(toPlain(coerce(schema, tree).tree), { port: 7233, token: "7233", tags: ["a", "b"] });
 * ```
 */
export function coerce(schema: z.ZodType, tree: Tree): Coerced {
  const misfits: Misfit[] = [];
  return { tree: coerceBelow(alternativesOf(schema), tree, [], misfits), misfits };
}

function coerceBelow(schemas: readonly Schema[], tree: Tree, path: DataPath, misfits: Misfit[]): Tree {
  if (tree.open) return settle(schemas, tree, tree.open, path, misfits);
  const below = (child: Tree, step: string | number) =>
    coerceBelow(schemas.flatMap((schema) => schemasAt(schema, step)), child, [...path, step], misfits);
  const list = asList(tree);
  if (list) {
    const content = list.map(below);
    return content.every((item, index) => item === list[index]) ? tree : { ...tree, content };
  }
  const map = asMap(tree);
  if (!map) return tree;
  const content = new Map<string, Tree>();
  let isSame = true;
  for (const [key, child] of map) {
    const coerced = below(child, key);
    isSame &&= coerced === child;
    content.set(key, coerced);
  }
  return isSame ? tree : { ...tree, content };
}

function settle(
  schemas: readonly Schema[],
  { open: _, ...tree }: Tree,
  { readings, pattern }: OpenType,
  path: DataPath,
  misfits: Misfit[],
): Tree {
  const isTaken = (value: unknown) => schemas.some((schema) => isOfType(schema, value));
  const decides = pattern !== undefined && isTaken(pattern);
  const isLikePattern = (value: unknown) => decides && hasFormOf(value, pattern);
  const value = readings.find(isLikePattern) ?? readings.find(isTaken) ?? readings[0];
  const settled = { ...tree, content: treeOf(value, tree.range).content };
  // Where the schema takes nothing but the pattern's type, it reports the fault itself.
  if (decides && isTaken("") && !isLikePattern(value)) {
    misfits.push({ path, tree: settled, expected: describeForm(pattern) });
  }
  return settled;
}

function hasFormOf(value: unknown, pattern: unknown): boolean {
  return typeof value === typeof pattern && (Number.isInteger(value) || !Number.isInteger(pattern));
}

function describeForm(pattern: unknown): string {
  if (typeof pattern === "boolean") return "true or false";
  return Number.isInteger(pattern) ? "a whole number" : "a number";
}

function definitionOf(schema: Schema): Definition {
  return schema._zod.def as Definition;
}

/** The schemas that a value may fit, without what is only wrapped around them: defaults, transformations, unions. */
function alternativesOf(schema: Schema): readonly Schema[] {
  const definition = definitionOf(schema);
  switch (definition.type) {
    case "optional":
    case "nullable":
    case "default":
    case "prefault":
      return alternativesOf(definition.innerType);
    case "union":
      return definition.options.flatMap(alternativesOf);
    case "pipe": // preprocess() transforms first, so the type that it wants is that of its output
      return alternativesOf(definitionOf(definition.in).type === "transform" ? definition.out : definition.in);
    default:
      return [schema];
  }
}

/** The schemas of the values one step below a value of this schema; none when no value may stand there. */
function schemasAt(schema: Schema, step: string | number): readonly Schema[] {
  const definition = definitionOf(schema);
  switch (definition.type) {
    case "object": {
      const field = Object.hasOwn(definition.shape, step) ? definition.shape[step] : definition.catchall;
      return field ? alternativesOf(field) : [];
    }
    case "record":
      return alternativesOf(definition.valueType);
    case "array":
      return alternativesOf(definition.element);
    case "unknown":
      return [schema];
    default:
      return [];
  }
}

function isOfType(schema: Schema, value: unknown): boolean {
  const definition = definitionOf(schema);
  switch (definition.type) {
    case "unknown":
      return true;
    case "number": // z.int() has a format
      return typeof value === "number" && (!("format" in definition) || Number.isInteger(value));
    case "enum":
      return Object.values(definition.entries).some((known) => typeof known === typeof value);
    case "literal":
      return definition.values.some((known) => typeof known === typeof value);
    case "array":
      return Array.isArray(value);
    case "object":
    case "record":
      return typeof value === "object" && value !== null && !Array.isArray(value);
    case "string":
      return typeof value === "string";
    case "boolean":
      return typeof value === "boolean";
    default: // nothing else takes a value that is written as text
      return false;
  }
}

/** The truth value or number that text spells, or the text itself (spec/registry.md §8). */
function spelledBy(text: string): string | number | boolean {
  if (/^(?:true|false)$/i.test(text)) return text.toLowerCase() === "true";
  const isInteger = /^(?:0|-?[1-9]\d*)$/.test(text) && Number.isSafeInteger(Number(text));
  const isFloat = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text) && /[.e]/i.test(text);
  return isInteger || isFloat ? Number(text) : text;
}

/**
 * What the text of an option or of the configuration may be read as (spec/registry.md §8): what it spells, the text
 * itself, a list of the texts between its commas.
 *
 * @param text without white space around it
 * @returns the likeliest first
 */
export function textReadings(text: string): readonly unknown[] {
  const list = text.split(",").map((item) => item.trim());
  return [...new Set([spelledBy(text), text]), text.includes(",") ? list : [text]];
}

/**
 * What a value that has a type in YAML may be read as in another place: itself, its text, what its text spells.
 *
 * @param value plain
 * @returns the value itself first
 */
export function valueReadings(value: unknown): readonly unknown[] {
  if (typeof value === "string") return [value, spelledBy(value)];
  return ["number", "bigint", "boolean"].includes(typeof value) ? [value, String(value)] : [value];
}

/**
 * How the text of a variable that fills a whole field may be read (spec/env.md §4): text where the schema takes text, and
 * where it takes any type, the type of the placeholder's default.
 *
 * @param text what the variable holds
 * @param inlineDefault the text behind `|`; absent, no type is preferred to text
 * @returns what {@linkcode coerce} settles
 */
export function variableType(text: string, inlineDefault = ""): OpenType {
  const spelled = spelledBy(text.trim());
  const pattern = spelledBy(inlineDefault);
  return {
    readings: typeof spelled === "string" ? [text] : [text, spelled],
    ...typeof pattern !== "string" && { pattern },
  };
}
