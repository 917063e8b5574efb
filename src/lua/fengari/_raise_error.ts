import { lauxlib, lua, type LuaStateHandle } from "./_fengari.ts";
import { pushString } from "./_strings.ts";

/** Raises a text as a Lua error of the running native function: with the position of its caller in front. */
export function raiseError(L: LuaStateHandle, message: string): never {
  lauxlib.luaL_where(L, 1);
  pushString(L, message);
  lua.lua_concat(L, 2);
  return lua.lua_error(L);
}
