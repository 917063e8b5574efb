import type { LuaEngine } from "../api/mod.ts";
import { compilerEngine } from "../compiler/mod.ts";

/** What `lua.engine` of the configuration file may say. */
export type LuaEngineName = "compiler" | "fengari";

/** Loads an engine; the code of fengari only when an application asks for it. */
export async function loadLuaEngine(name: LuaEngineName): Promise<LuaEngine> {
  return name === "compiler" ? compilerEngine : (await import("../fengari/mod.ts")).fengariEngine;
}
