import { lua, type LuaStateHandle } from "./_fengari.ts";
import { stateOf } from "./_state_of.ts";
import { asFault, limitMessage } from "./_native.ts";

/**
 * fengari asks this what a JavaScript exception means to the script. JavaScript's own limits become Lua errors; anything
 * else ends the state, and throwing it again here keeps fengari from letting a `pcall` have it.
 */
export function recoverFromException(L: LuaStateHandle): number {
  const state = stateOf(L);
  const error = lua.lua_touserdata(L, 1);
  if (!(error instanceof RangeError)) throw state.fail(asFault(error));
  lua.lua_pushliteral(L, limitMessage(error));
  return 1;
}
