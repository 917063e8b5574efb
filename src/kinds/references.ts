import { qualifyEntryId } from "../base/mod.ts";
import type { DataPath, Entry, Reference } from "../registry/mod.ts";

/** Names of the kinds whose entries keep variables. */
export const STORAGE_KINDS: readonly string[] = [
  "env.storage.file",
  "env.storage.memory",
  "env.storage.os",
  "env.storage.router",
  "env.storage.static",
];

/** The value when it is a map. */
export function mapOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? value as Readonly<Record<string, unknown>>
    : undefined;
}

/** An id as text, also when it was written as `{ns, name}`; undefined when it is neither. */
export function referenceText(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  const map = mapOf(value);
  return map && typeof map.ns === "string" && typeof map.name === "string" ? `${map.ns}:${map.name}` : undefined;
}

/**
 * The reference of a field that names what must start before the entry; none when the field is empty or of another form,
 * which is the schema's to report.
 *
 * @param kinds that the target may have
 */
export function needs(entry: Entry, value: unknown, path: DataPath, kinds: readonly string[]): Reference[] {
  const id = referenceText(value);
  return id ? [{ target: qualifyEntryId(id, entry.namespace), path, edge: "needs", kinds }] : [];
}
