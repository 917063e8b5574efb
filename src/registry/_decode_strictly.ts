import { applySchema, type SchemaFault } from "./_issues.ts";
import type { DataPath } from "./entry.ts";
import type { Kind } from "./kind.ts";

/** What a schema makes of data. */
export interface Decoded {
  readonly unknown: readonly SchemaFault[];
  /** All faults beside unknown keys. */
  readonly faults: readonly SchemaFault[];
  /** What the schema made of the data without the unknown keys. */
  readonly value?: unknown;
}

/** Decodes again without the unknown keys, since a schema does not check everything beside them. */
export function decodeStrictly(kind: Pick<Kind, "schema">, given: Readonly<Record<string, unknown>>): Decoded {
  const data = structuredClone(given);
  const unknown: SchemaFault[] = [];
  while (true) {
    const result = applySchema(kind.schema, data);
    if ("value" in result) return { unknown, faults: [], value: result.value };
    const keys = result.faults.filter((fault) => fault.code === "unknown-key" && remove(data, fault.path));
    if (keys.length === 0) return { unknown, faults: result.faults };
    unknown.push(...keys);
  }
}

/**
 * Decodes what is left when the values at these paths, and whatever is at fault without them, are taken out.
 *
 * @returns undefined when a required key is missing
 */
export function decodeRest(
  kind: Pick<Kind, "schema">,
  given: Readonly<Record<string, unknown>>,
  wrong: readonly DataPath[],
): { value: unknown } | undefined {
  const data = structuredClone(given);
  for (let paths = wrong;;) {
    const removed = paths.filter((path) => removeNearest(data, path));
    const result = applySchema(kind.schema, data);
    if ("value" in result) return result;
    if (removed.length === 0 && paths !== wrong) return undefined;
    paths = result.faults.map((fault) => fault.path);
  }
}

/** The property of that path, or undefined. */
export function valueAt(data: unknown, path: DataPath): unknown {
  let at = data;
  for (const step of path) at = Object.getOwnPropertyDescriptor(at ?? {}, step)?.value;
  return at;
}

function remove(data: object, path: DataPath): boolean {
  const parent = valueAt(data, path.slice(0, -1));
  return typeof parent === "object" && parent !== null && Object.hasOwn(parent, path.at(-1)!) &&
    Reflect.deleteProperty(parent, path.at(-1)!);
}

/** Removes a value, or what holds it: a list cannot miss an item, and a key that is missing spoils its map. */
function removeNearest(data: object, path: DataPath): boolean {
  if (path.length === 0) return false;
  const parent = valueAt(data, path.slice(0, -1));
  return !Array.isArray(parent) && remove(data, path) || removeNearest(data, path.slice(0, -1));
}
