import { type Data, toByteString } from "../base/mod.ts";

/** YAML's values as a script's: text as byte strings, objects with their keys in order. */
export function dataOf(value: unknown): Data {
  if (typeof value === "string") return toByteString(value);
  if (Array.isArray(value)) return value.map(dataOf);
  if (typeof value !== "object" || value === null) return value as Data;
  return new Map(Object.entries(value).map(([key, item]) => [toByteString(key), dataOf(item)]));
}
