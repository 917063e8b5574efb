import type { LuaEngine } from "../api/mod.ts";
import { compile } from "./_compile.ts";
import { FengariState } from "./_fengari_state.ts";

/** Lua on fengari, an interpreter written in JavaScript: 32-bit integers, everything else as the contract says. */
export const fengariEngine: LuaEngine = {
  name: "fengari",
  compile,
  createState: (budget, limits) => new FengariState(budget, limits),
};
