import { dirname, relative } from "node:path";
import { kinds } from "../../kinds/mod.ts";
import { type DataPath, type Entry, mapEntry, redacted } from "../../registry/mod.ts";

/** An entry as people may see it: secrets hidden (architecture.md §5), `file://` values and `${env:…}` as they are written. */
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
    ...mapEntry(entry, secretFields, (value, path, isSecret) => shown(entry, value, path, isSecret)),
  };
}

function shown(entry: Entry, value: unknown, path: DataPath, isSecret: boolean): unknown {
  const file = typeof value === "string" ? entry.sourceFile(path) : undefined;
  if (file !== undefined) return `file://${relative(dirname(entry.file), file).replaceAll("\\", "/")}`;
  if (isSecret) return redacted(value);
  // JSON knows no big integers; their digits say more than a rounded number.
  return typeof value === "bigint" ? value.toString() : value;
}
