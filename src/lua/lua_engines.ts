import { compilerEngine } from "./compiler/mod.ts";
import type { LuaEngine } from "./engine.ts";
import { fengariEngine } from "./fengari/mod.ts";

/** The engines by the names that `lua.engine` of the configuration file gives them. */
export const luaEngines = {
  compiler: compilerEngine,
  fengari: fengariEngine,
} satisfies Record<string, LuaEngine>;
