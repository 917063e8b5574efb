import { compilerEngine } from "../compiler/mod.ts";
import type { LuaEngine } from "../api/mod.ts";

/** What `lua.engine` of the configuration file may say. */
export type LuaEngineName = "compiler" | "fengari";

const loaded: Partial<Record<LuaEngineName, LuaEngine>> = { compiler: compilerEngine };

/** Loads an engine: fengari only when somebody wants it. */
export async function loadLuaEngine(name: LuaEngineName): Promise<LuaEngine> {
  return loaded[name] ??= (await import("../fengari/mod.ts")).fengariEngine;
}

/** An engine that {@linkcode loadLuaEngine} has loaded. */
export function luaEngine(name: LuaEngineName): LuaEngine {
  const engine = loaded[name];
  if (engine === undefined) throw new Error(`The Lua engine "${name}" is not loaded`);
  return engine;
}
