import { dirname, relative } from "node:path";
import type { Entry } from "../registry/mod.ts";

/** Words in a key that make its value secret; keys that name a variable or a file are not. */
const SECRET_KEY_REGEXP = /(?:api_?key|key_pem|password|passphrase|secret|token|credential|private_key)/i;
const NAMING_KEY_REGEXP = /_(?:env|file)$/i;
const PLACEHOLDER_REGEXP = /^\$\{env:([^|}]+)(?:\|.*)?\}$/s;
const REDACTED = "[REDACTED]";

/** An entry as people may see it: secrets hidden (design.md §5), `file://` values and `${env:…}` as they are written. */
export interface EntryView {
  readonly id: string;
  readonly kind: string;
  /** Relative to the current folder. */
  readonly file: string;
  readonly line: number;
  readonly meta: unknown;
  readonly data: unknown;
}

/** Makes the view of an entry. */
export function entryView(entry: Entry, cwd: string): EntryView {
  return {
    id: entry.id,
    kind: entry.kind,
    file: relative(cwd, entry.file),
    line: entry.locate([]).line,
    meta: shown(entry, entry.meta, ["meta"], false),
    data: shown(entry, entry.data, [], false),
  };
}

function shown(entry: Entry, value: unknown, path: (string | number)[], secret: boolean): unknown {
  if (Array.isArray(value)) return value.map((item, index) => shown(entry, item, [...path, index], secret));
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, shown(entry, item, [...path, key], secret || isSecretKey(key))]),
    );
  }
  const file = typeof value === "string" ? entry.sourceFile(path) : undefined;
  if (file !== undefined) return `file://${relative(dirname(entry.file), file).replaceAll("\\", "/")}`;
  if (secret && value !== null && typeof value !== "boolean") return hidden(String(value));
  // JSON knows no big integers; their digits say more than a rounded number.
  return typeof value === "bigint" ? value.toString() : value;
}

function isSecretKey(key: string): boolean {
  return SECRET_KEY_REGEXP.test(key) && !NAMING_KEY_REGEXP.test(key);
}

/** A placeholder shows which variable it is, but not the default that it may bring. */
function hidden(text: string): string {
  const placeholder = PLACEHOLDER_REGEXP.exec(text);
  if (!placeholder) return REDACTED;
  return text.includes("|") ? `\${env:${placeholder[1]}|${REDACTED}}` : text;
}
