import { qualifyEntryId } from "../../base/mod.ts";
import type { Configured, Entry, Reference } from "../../registry/mod.ts";
import { mapOf, referenceText } from "../references.ts";
import { isModuleName } from "./_analyze.ts";
import type { LuaCodeConfig } from "./config.ts";
import { registrationOf } from "./registration.ts";

/** Names of the modules that an entry declares, and of what it imports; a builtin module may be imported, too. */
export function declaredModules({ config }: Pick<Configured<LuaCodeConfig>, "config">): string[] {
  return [...config.modules, ...Object.values(config.imports)];
}

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
