import { bytesOf, lauxlib, lua, type LuaStateHandle } from "./fengari.ts";
import { raiseError, readString } from "./strings.ts";

/**
 * Pushes a table of globals for an imported chunk: reads fall back to the globals of the state, new names are written
 * there, and `require` looks here first.
 */
export function pushEnvironment(L: LuaStateHandle): void {
  lua.lua_createtable(L, 0, 0);
  setRequire(L);
  lua.lua_createtable(L, 0, 2);
  lua.lua_pushglobaltable(L);
  lua.lua_setfield(L, -2, bytesOf("__index"));
  lua.lua_pushglobaltable(L);
  lua.lua_setfield(L, -2, bytesOf("__newindex"));
  lua.lua_setmetatable(L, -2);
}

/** Gives the table of globals on top of the stack its `require`: what has been put there under that name. */
export function setRequire(L: LuaStateHandle): void {
  lua.lua_pushvalue(L, -1);
  lua.lua_pushcclosure(L, requireName, 1);
  lua.lua_setfield(L, -2, bytesOf("require"));
}

function requireName(L: LuaStateHandle): number {
  lauxlib.luaL_checklstring(L, 1);
  lua.lua_settop(L, 1);
  const name = readString(L, 1);
  if (lua.lua_gettable(L, lua.lua_upvalueindex(1)) !== lua.LUA_TNIL) return 1;
  return raiseError(L, `module '${name}' not found`);
}
