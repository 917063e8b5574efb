import { qualifyEntryId } from "../base/mod.ts";
import type { DataPath, Entry, Reference } from "../registry/mod.ts";
import { referenceText } from "./reference_text.ts";

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
