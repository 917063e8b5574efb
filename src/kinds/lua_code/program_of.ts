import type { LuaProgram } from "../../lua/mod.ts";
import type { CheckContext, Configured } from "../../registry/mod.ts";
import { analyze, isLuaCode } from "./_analyze.ts";

/**
 * The compiled code of a Lua entry with its modules and imports; compiled once per loaded entry.
 *
 * @param find gives the entries that it imports
 * @returns undefined when the entry is no Lua code, or when it or an import has faults, which its check reports
 */
export function programOf(configured: Configured, find: CheckContext["find"]): LuaProgram | undefined {
  return isLuaCode(configured) ? analyze(configured, find).program : undefined;
}
