import { qualifyEntryId } from "../../base/mod.ts";
import type { Entry, Reference } from "../../registry/mod.ts";
import { isModuleName } from "./_analyze.ts";
import { mapOf } from "../map_of.ts";
import { referenceText } from "../reference_text.ts";
import { registrationOf } from "./registration.ts";

/** The entries that a Lua entry names: its imports, and the worker that runs it. */
export function luaReferences(entry: Entry, data: Entry["data"], kind: string): Reference[] {
  const references: Reference[] = [];
  for (const [alias, value] of Object.entries(mapOf(data.imports) ?? {})) {
    const reference = referenceText(value);
    if (!reference || isModuleName(reference)) continue;
    references.push({
      target: qualifyEntryId(reference, entry.namespace),
      path: ["imports", alias],
      edge: "imports",
      kinds: ["library.lua", "function.lua", "process.lua", "workflow.lua"],
    });
  }
  const registration = registrationOf(entry, kind);
  if (registration) {
    references.push({
      target: registration.worker,
      path: ["meta", "temporal", registration.type, "worker"],
      edge: "registers",
      kinds: ["temporal.worker"],
    });
  }
  return references;
}
