import { asMap, type DataPath, type Tree } from "../registry/mod.ts";

/** A value given as text, which may stand for a number, a truth value or a list: the section's schema decides. */
export interface TextValue {
  readonly path: DataPath;
  readonly raw: string;
}

/**
 * Reads a text of `--set`: `section.path=value` (spec/registry.md §8). Keys below `override` hold dots of their own: what
 * follows is one key.
 *
 * @returns undefined when it is malformed
 */
export function parseSetting(text: string): TextValue | undefined {
  const equals = text.indexOf("=");
  const steps = text.slice(0, Math.max(equals, 0)).trim().split(".");
  if (steps.length < 2 || steps.includes("")) return undefined;
  const path = steps[0] === "override" ? ["override", steps.slice(1).join(".")] : steps;
  return { path, raw: text.slice(equals + 1).trim() };
}

/** Lays one map over another, key by key, as deep as both hold maps; each value keeps its place. */
export function mergeTrees(below: Tree, above: Tree): Tree {
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

/** Writes a value into plain data, making maps on the way. */
export function write(data: Record<string, unknown>, path: DataPath, value: unknown): void {
  let at: object = data;
  for (const step of path.slice(0, -1)) {
    const next = Object.getOwnPropertyDescriptor(at, step)?.value;
    if (typeof next !== "object" || next === null) define(at, step, {});
    at = Object.getOwnPropertyDescriptor(at, step)!.value;
  }
  define(at, path.at(-1)!, value);
}

function define(target: object, name: string | number, value: unknown): void {
  Object.defineProperty(target, name, { value, writable: true, enumerable: true, configurable: true });
}
