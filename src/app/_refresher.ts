import { AppError } from "../base/mod.ts";
import { Collector } from "../diagnostics/mod.ts";
import { type Configured, decode, fillEntry, type Kind, type RegistryEntry } from "../registry/mod.ts";
import { type EnvRegistry, fillData, type VariableIndex } from "../resolve/mod.ts";
import { lookUp } from "./_entry_decoder.ts";

/**
 * Makes what gives an entry its config anew, with the values that its variables have by then (spec/env.md §4).
 *
 * @returns throws an AppError of kind Invalid when a variable lost its value or its new one is not allowed
 */
export function refresher(kinds: ReadonlyMap<string, Kind>, environment: EnvRegistry, index: VariableIndex) {
  return async <C>(configured: Configured<C>): Promise<Configured<C>> => {
    const { kind } = configured;
    const entry = configured.entry as RegistryEntry;
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
    if (decoded && !decoded.isPartial) return decoded as Configured<C>;
    throw invalid(collector.diagnostics.map(({ message }) => message).join("; "));
  };
}
