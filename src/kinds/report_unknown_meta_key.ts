import { quote, suggest } from "../diagnostics/mod.ts";
import type { CheckContext, DataPath, Entry } from "../registry/mod.ts";

/**
 * Warns of a key in an entry's meta that means nothing.
 *
 * @param path of the key
 * @param known keys that may stand in its place
 */
export function reportUnknownMetaKey(
  entry: Entry,
  path: DataPath,
  known: readonly string[],
  { collector }: Pick<CheckContext, "collector">,
): void {
  const key = String(path.at(-1));
  const near = suggest(key, known);
  const help = near ? `Did you mean ${quote(near)}?` : `Known keys: ${known.join(", ")}`;
  const message = `Unknown key ${quote(key)} in ${path.slice(0, -1).join(".")}`;
  collector.report(entry.locate(path, true), "unknown-key", message, {
    severity: "warning",
    entryId: entry.id,
    notes: known.length > 0 ? [help] : [],
  });
}
