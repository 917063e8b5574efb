import { decodeStrictly, valueAt } from "./_decode_strictly.ts";
import { coerce } from "./coerce.ts";
import type { DataPath } from "./entry.ts";
import type { FilledData, FilledField } from "./filled_data.ts";
import type { Kind } from "./kind.ts";

/**
 * Gives fields that one placeholder fills the type that their schema wants (spec/env.md §4). Where it takes text and
 * other types as well, the form of the placeholder's default decides.
 *
 * @returns the data, and the fields whose text is not what their default's form asks for
 */
export function settleTypes(kind: Kind, { data: given, fields }: FilledData) {
  const data = structuredClone(given);
  const unfit: FilledField[] = [];
  for (const field of fields) {
    const { path, whole, hasValue } = field;
    if (!whole || !hasValue) continue;
    const fits = (value: unknown) => {
      put(data, path, value);
      return !decodeStrictly(kind, data).faults.some((fault) => isAtOrBelow(fault.path, path));
    };
    const text = String(valueAt(data, path));
    const inlineDefault = coerce(whole.inlineDefault ?? "");
    if (!fits(text)) {
      const value = coerce(text.trim());
      if (typeof value === "string" || !fits(value)) put(data, path, text);
    } else if (typeof inlineDefault !== "string" && fits(inlineDefault)) {
      const value = coerce(text.trim());
      put(data, path, value);
      if (!hasFormOf(value, inlineDefault)) unfit.push(field);
    } else put(data, path, text);
  }
  return { data, unfit };
}

/** How messages name the form of a default: `a whole number`. */
export function describeForm(inlineDefault: string): string {
  const value = coerce(inlineDefault);
  if (typeof value === "boolean") return "true or false";
  return Number.isInteger(value) ? "a whole number" : "a number";
}

function hasFormOf(value: unknown, pattern: unknown): boolean {
  return typeof value === typeof pattern && (Number.isInteger(value) || !Number.isInteger(pattern));
}

function isAtOrBelow(path: DataPath, top: DataPath): boolean {
  return top.every((step, index) => String(step) === String(path[index]));
}

function put(data: object, path: DataPath, value: unknown): void {
  const parent = valueAt(data, path.slice(0, -1)) as object;
  Object.defineProperty(parent, path.at(-1)!, { value, writable: true, enumerable: true, configurable: true });
}
