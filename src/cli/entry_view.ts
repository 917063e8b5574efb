import { dirname, relative } from "node:path";
import { isSecretKey } from "../diagnostics/mod.ts";
import { kinds } from "../kinds/mod.ts";
import type { Entry } from "../registry/mod.ts";

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
  const { secretFields = [] } = kinds.find(({ name }) => name === entry.kind) ?? {};
  return {
    id: entry.id,
    kind: entry.kind,
    file: relative(cwd, entry.file),
    line: entry.locate([]).line,
    meta: shown(entry, entry.meta, ["meta"], false),
    data: Object.fromEntries(
      Object.entries(entry.data).map(([key, value]) => [
        key,
        shown(entry, value, [key], isSecretKey(key) || secretFields.includes(key)),
      ]),
    ),
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

/** A placeholder shows which variable it is, but not the default that it may bring. */
function hidden(text: string): string {
  const placeholder = PLACEHOLDER_REGEXP.exec(text);
  if (!placeholder) return REDACTED;
  return text.includes("|") ? `\${env:${placeholder[1]}|${REDACTED}}` : text;
}
