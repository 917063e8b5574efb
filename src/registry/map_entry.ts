import { isSecretKey } from "../diagnostics/mod.ts";
import type { DataPath } from "../base/mod.ts";
import type { Entry } from "./entry.ts";

const PLACEHOLDER_REGEXP = /^\$\{env:([^|}]+)(?:\|.*)?\}$/s;
const REDACTED = "[REDACTED]";

/** Gives the copy of a value that is neither a map nor a list. */
export type LeafMapper = (value: unknown, path: DataPath, isSecret: boolean) => unknown;

/**
 * Copies an entry's meta and data, value by value.
 *
 * @param entry is not changed
 * @param secretFields those of its kind; what lies below them, or below a key whose name says so, is secret
 * @param leaf gives what stands in the copy for a value that is neither a map nor a list
 * @returns fresh objects
 */
export function mapEntry(
  entry: Entry,
  secretFields: readonly string[],
  leaf: LeafMapper,
): { meta: Record<string, unknown>; data: Record<string, unknown> } {
  const { meta, data } = entry;
  const copy = (value: unknown, path: DataPath, isSecret: boolean): unknown => {
    if (Array.isArray(value)) return value.map((item, index) => copy(item, [...path, index], isSecret));
    if (typeof value !== "object" || value === null) return leaf(value, path, isSecret);
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, copy(item, [...path, key], isSecret || isSecretKey(key))]),
    );
  };
  return {
    meta: copy(meta, ["meta"], false) as Record<string, unknown>,
    data: Object.fromEntries(
      Object.entries(data).map(([key, value]) => [
        key,
        copy(value, [key], isSecretKey(key) || secretFields.includes(key)),
      ]),
    ),
  };
}

/**
 * Makes what is shown in the place of a secret (architecture.md §5). A placeholder shows which variable it is, but not
 * the default that it may bring; null and booleans are no secrets.
 *
 * @param value a scalar
 * @returns the value itself when it is no secret, else a text
 */
export function redacted(value: unknown): unknown {
  if (value === null || typeof value === "boolean") return value;
  const text = String(value);
  const placeholder = PLACEHOLDER_REGEXP.exec(text);
  if (!placeholder) return REDACTED;
  return text.includes("|") ? `\${env:${placeholder[1]}|${REDACTED}}` : text;
}
