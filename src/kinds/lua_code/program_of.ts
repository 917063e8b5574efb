import type { LuaProgram } from "../../lua/run/mod.ts";
import type { Configured } from "../../registry/mod.ts";
import { analyze, isLuaCode } from "./_analyze.ts";
import type { LuaApp } from "./lua_app.ts";

/**
 * The compiled code of a Lua entry with its modules and imports; compiled once per loaded entry.
 *
 * @param app the application that it belongs to
 * @returns undefined when the entry is no Lua code, or when it or an import has faults, which its check reports
 */
export function programOf(configured: Configured, app: LuaApp): LuaProgram | undefined {
  return isLuaCode(configured) ? analyze(configured, app).program : undefined;
}
