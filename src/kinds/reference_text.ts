import { mapOf } from "./map_of.ts";

/** An id as text, also when it was written as `{ns, name}`; undefined when it is neither. */
export function referenceText(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  const map = mapOf(value);
  return map && typeof map.ns === "string" && typeof map.name === "string" ? `${map.ns}:${map.name}` : undefined;
}
