import { compilerEngine } from "../../src/lua/compiler/mod.ts";
import { fengariEngine } from "../../src/lua/fengari/mod.ts";

/** Both Lua engines, by the names that `lua.engine` gives them. */
export const luaEngines = { compiler: compilerEngine, fengari: fengariEngine };
