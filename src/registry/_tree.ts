import type { SourceRange } from "../diagnostics/mod.ts";

/** A value of a YAML or JSON file with the place it stands at. Aliases share the tree of their anchor. */
export interface Tree {
  readonly range: SourceRange;
  /** Place of the key that leads here; absent at the root and in lists. */
  readonly key?: SourceRange;
  readonly content: Scalar | TreeMap | TreeList;
}

export type Scalar = string | number | bigint | boolean | null;
export type TreeMap = ReadonlyMap<string, Tree>;
export type TreeList = readonly Tree[];

/** The map at a tree, or undefined when it is something else. */
export function asMap(tree: Tree | undefined): TreeMap | undefined {
  return tree?.content instanceof Map ? tree.content : undefined;
}

/** The list at a tree, or undefined when it is something else. */
export function asList(tree: Tree | undefined): TreeList | undefined {
  return Array.isArray(tree?.content) ? tree.content : undefined;
}

/** The text at a tree unless it is blank or something else. */
export function asText(tree: Tree | undefined): string | undefined {
  return typeof tree?.content === "string" && tree.content.trim() !== "" ? tree.content : undefined;
}

/** A fresh plain JavaScript value: objects, lists, scalars. */
export function toPlain(tree: Tree): unknown {
  const list = asList(tree);
  if (list) return list.map(toPlain);
  const map = asMap(tree);
  return map ? toPlainObject(map) : tree.content;
}

/** A fresh object; any key is an ordinary one, `__proto__` included. */
export function toPlainObject(map: TreeMap): Record<string, unknown> {
  return Object.fromEntries([...map].map(([key, tree]) => [key, toPlain(tree)]));
}

/** How a message names what was found. */
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
