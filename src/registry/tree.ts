import type { DataPath } from "../base/mod.ts";
import type { SourceRange } from "../diagnostics/mod.ts";

/** A value of a YAML or JSON file, or one laid over it, with the place it stands at. Aliases share the tree of their anchor. */
export interface Tree {
  /** For a value from outside of the file, the place that stands for it. */
  readonly range: SourceRange;
  /** Place of the key that leads here; absent at the root and in lists. */
  readonly key?: SourceRange;
  readonly content: Scalar | TreeMap | TreeList;
  /** Where the value comes from; absent for one that stands in the file at `range`. */
  readonly origin?: Origin;
  /** Set while the type of the value is open; `coerce` asks the schema for it. */
  readonly open?: OpenType;
}

export type Scalar = string | number | bigint | boolean | null;
export type TreeMap = ReadonlyMap<string, Tree>;
export type TreeList = readonly Tree[];

/** A value given by `-o`, by `override` in the configuration, or by a requirement. */
export interface OverrideOrigin {
  readonly type: "override";
  /** What messages about the value begin with: `Override "app:worker:task_queue"`. */
  readonly label: string;
  /** Place of the value; absent for one of the command line. */
  readonly range?: SourceRange;
}

/** Where a value comes from that does not stand in its file. */
export type Origin =
  | OverrideOrigin
  /** `--set`. */
  | { readonly type: "set" }
  /** A `file://` value. `path` is absolute; absent when the file cannot be read, which is reported. */
  | { readonly type: "file"; readonly path?: string; readonly given?: OverrideOrigin }
  /** A placeholder or an `_env` field. */
  | EnvOrigin;

/** Variables that give a value. */
export interface EnvOrigin {
  readonly type: "env";
  /** How messages name the variables, since they must not show the value: `the variable "API_KEY"`. */
  readonly source: string;
  /** Whether all that the text has of them are defaults that the placeholders bring. @default false */
  readonly isDefault?: boolean;
  /** False when there is no value; that is reported already. */
  readonly hasValue: boolean;
}

/** The types that a value may have. */
export interface OpenType {
  /** The values that its text may stand for: at least one, the likeliest first. */
  readonly readings: readonly unknown[];
  /** A value of the type that is taken where the schema allows several types. */
  readonly pattern?: unknown;
}

/**
 * Narrows a tree to its map.
 *
 * @param tree may be absent, as the value of a lookup
 * @returns undefined when the tree is absent or no map
 */
export function asMap(tree: Tree | undefined): TreeMap | undefined {
  return tree?.content instanceof Map ? tree.content : undefined;
}

/**
 * Narrows a tree to its list.
 *
 * @param tree may be absent, as the value of a lookup
 * @returns undefined when the tree is absent or no list
 */
export function asList(tree: Tree | undefined): TreeList | undefined {
  return Array.isArray(tree?.content) ? tree.content : undefined;
}

/**
 * Narrows a tree to its text.
 *
 * @param tree may be absent, as the value of a lookup
 * @returns undefined when the tree is absent, no text, or blank text
 */
export function asText(tree: Tree | undefined): string | undefined {
  return typeof tree?.content === "string" && tree.content.trim() !== "" ? tree.content : undefined;
}

/**
 * Follows one step.
 *
 * @param tree may be absent, as the value of a lookup
 * @param step a key of a map, or an index of a list as a number or as text
 * @returns undefined when the step leads nowhere
 */
function childOf(tree: Tree | undefined, step: string | number): Tree | undefined {
  return asMap(tree)?.get(String(step)) ?? asList(tree)?.[Number(step)];
}

/**
 * Follows a path and keeps all trees on the way.
 *
 * @param root where the path begins
 * @param path one step per key or index
 * @returns the root, then one tree per step; fewer when the path leads nowhere
 */
export function treesTo(root: Tree, path: DataPath): readonly [Tree, ...Tree[]] {
  const trees: [Tree, ...Tree[]] = [root];
  for (const step of path) {
    const child = childOf(trees.at(-1), step);
    if (!child) break;
    trees.push(child);
  }
  return trees;
}

/**
 * Follows a path.
 *
 * @param root where the path begins
 * @param path one step per key or index
 * @returns the value at the path; undefined when the path leads nowhere
 */
export function treeAt(root: Tree, path: DataPath): Tree | undefined {
  return path.reduce<Tree | undefined>(childOf, root);
}

/**
 * Writes a value at a path of a copy. Where the path leads through a value that is neither a map nor a list, a map takes
 * its place, which comes from where the value comes from.
 *
 * @param tree is not changed; absent, maps are made all the way
 * @param path one step per key or index; an index may be the one behind the last
 * @param value what is to stand there
 * @returns a tree that shares everything beside the path with the tree that was given
 */
export function withTree(tree: Tree | undefined, path: DataPath, value: Tree): Tree {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  const below = withTree(childOf(tree, step), rest, value);
  const list = asList(tree);
  if (list && /^\d+$/.test(String(step)) && Number(step) <= list.length) {
    return { ...tree!, content: list.toSpliced(Number(step), 1, below) };
  }
  const map = asMap(tree);
  if (map) return { ...tree!, content: new Map(map).set(String(step), below) };
  return { range: value.range, ...value.origin && { origin: value.origin }, content: new Map([[String(step), below]]) };
}

/**
 * Takes a key out of a map of a copy.
 *
 * @param tree is not changed
 * @param path leads to the key
 * @returns undefined when the path leads to no key of a map
 */
export function withoutKey(tree: Tree, path: DataPath): Tree | undefined {
  const parentPath = path.slice(0, -1);
  const parent = treeAt(tree, parentPath);
  const content = new Map(asMap(parent));
  return content.delete(String(path.at(-1))) ? withTree(tree, parentPath, { ...parent!, content }) : undefined;
}

/**
 * Walks the values that are neither maps nor lists, in the order of the file.
 *
 * @param tree where the walk begins
 * @param path what the paths of the leaves begin with; nothing when absent
 */
export function* leavesOf(tree: Tree, path: DataPath = []): Generator<[path: DataPath, leaf: Tree]> {
  const map = asMap(tree);
  const list = asList(tree);
  if (!map && !list) yield [path, tree];
  for (const [key, child] of map ?? list?.entries() ?? []) yield* leavesOf(child, [...path, key]);
}

/**
 * Makes a tree of a plain JavaScript value.
 *
 * @param value scalars, lists and objects
 * @param range the place of all of its values
 */
export function treeOf(value: unknown, range: SourceRange): Tree {
  if (Array.isArray(value)) return { range, content: value.map((item) => treeOf(item, range)) };
  if (typeof value !== "object" || value === null) return { range, content: value as Scalar };
  return { range, content: new Map(Object.entries(value).map(([key, item]) => [key, treeOf(item, range)])) };
}

/**
 * Makes a plain JavaScript value of a tree.
 *
 * @param tree of any content
 * @returns a fresh value of objects, lists and scalars
 */
export function toPlain(tree: Tree): unknown {
  const list = asList(tree);
  if (list) return list.map(toPlain);
  const map = asMap(tree);
  return map ? toPlainObject(map) : tree.content;
}

/**
 * Makes a plain JavaScript object of a map.
 *
 * @param map its keys may be any text, `__proto__` included
 * @returns a fresh object
 */
export function toPlainObject(map: TreeMap): Record<string, unknown> {
  return Object.fromEntries([...map].map(([key, tree]) => [key, toPlain(tree)]));
}

/**
 * Names a type for messages, as in `found a list`.
 *
 * @param value plain, or the content of a tree
 * @returns a noun with its article, `true`, `false` or `nothing`
 */
export function describeType(value: unknown): string {
  if (value === null || value === undefined) return "nothing";
  if (Array.isArray(value)) return "a list";
  switch (typeof value) {
    case "string":
      return value === "" ? "empty text" : "text";
    case "boolean":
      return String(value);
    case "object":
      return "a map";
    default:
      return "a number";
  }
}
