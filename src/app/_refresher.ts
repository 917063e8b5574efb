import { AppError } from "../base/mod.ts";
import { Collector } from "../diagnostics/mod.ts";
import { type Configured, decode, fillEntry, isOfKind, type Kind } from "../registry/mod.ts";
import { fillData, type VariableIndex } from "../resolve/mod.ts";
import { type DecodedEntries, lookUp } from "./_entry_decoder.ts";

/**
 * Makes the function that decodes an entry again, with the values that its variables have by then (spec/env.md §4).
 *
 * @returns a function that throws an AppError of kind Invalid when a variable lost its value or its new one is not allowed
 */
export function refresher(
  { entries, environment }: Pick<DecodedEntries, "entries" | "environment">,
  kinds: ReadonlyMap<string, Kind>,
  index: VariableIndex,
) {
  return async <C>(configured: Configured<C>): Promise<Configured<C>> => {
    const { kind } = configured;
    const entry = entries.get(configured.entry.id)!;
    const { fillings, unresolved } = await fillData(entry, {
      envFields: kind.envFields ?? [],
      standIns: false,
      async lookUp(name) {
        const id = index.find(name, entry.namespace);
        return id === undefined ? { type: "unknown" } : await lookUp(environment, id, name, entry.namespace);
      },
    });
    const invalid = (message: string) => new AppError(message, { kind: "Invalid", retryable: false });
    const lost = unresolved.find(({ envField }) => envField?.isRequired !== false);
    if (lost) throw invalid(`the variable "${lost.name}" has no value any more`);
    if (!fillings.some(({ field }) => field)) return configured;
    const collector = new Collector();
    const decoded = decode(fillEntry(entry, fillings), kinds, collector);
    if (isOfKind(decoded, kind) && !decoded.isPartial) return decoded;
    throw invalid(collector.diagnostics.map(({ message }) => message).join("; "));
  };
}
