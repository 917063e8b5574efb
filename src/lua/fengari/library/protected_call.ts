import { lauxlib, lua, type LuaStateHandle } from "../fengari.ts";
import { stateOf } from "../state_of.ts";

/** `pcall`: like Lua's, but a fault of the state goes through it. */
export function protectedCall(L: LuaStateHandle): number {
  lauxlib.luaL_checkany(L, 1);
  lua.lua_pushboolean(L, true);
  lua.lua_insert(L, 1);
  const argumentCount = lua.lua_gettop(L) - 2;
  return finish(L, lua.lua_pcallk(L, argumentCount, lua.LUA_MULTRET, 0, 0, finish), 0);
}

/** `xpcall`: the same with a message handler. */
export function protectedCallWithHandler(L: LuaStateHandle): number {
  lauxlib.luaL_checktype(L, 2, lua.LUA_TFUNCTION);
  const argumentCount = lua.lua_gettop(L) - 2;
  // From (function, handler, arguments…) to (handler, true, function, arguments…).
  lua.lua_pushvalue(L, 1);
  lua.lua_remove(L, 1);
  lua.lua_insert(L, 2);
  lua.lua_pushboolean(L, true);
  lua.lua_insert(L, 2);
  return finish(L, lua.lua_pcallk(L, argumentCount, lua.LUA_MULTRET, 1, 1, finish), 1);
}

/** @param hidden how many values at the bottom of the stack are no results */
function finish(L: LuaStateHandle, status: number, hidden: number): number {
  const { fault } = stateOf(L);
  if (fault) throw fault;
  // After an error in a coroutine, fengari leaves hooks off for good, and time would no longer be looked at.
  L.allowhook = 1;
  if (status === lua.LUA_OK || status === lua.LUA_YIELD) return lua.lua_gettop(L) - hidden;
  lua.lua_pushboolean(L, false);
  lua.lua_insert(L, -2);
  return 2;
}
