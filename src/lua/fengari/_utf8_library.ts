import { nextCode, utf8Functions } from "../library/mod.ts";
import { lauxlib, lua, type LuaStateHandle } from "./_fengari.ts";
import { type Members, StackFunction } from "./_library.ts";
import { wrapNative } from "./_native.ts";

/** `utf8` (spec/lua-modules.md §1.1). */
export const utf8Library: Members = { ...utf8Functions, codes: new StackFunction(codes) };

function codes(L: LuaStateHandle): number {
  lauxlib.luaL_checklstring(L, 1);
  lua.lua_pushcfunction(L, wrapNative(nextCode));
  lua.lua_pushvalue(L, 1);
  lua.lua_pushinteger(L, 0);
  return 3;
}
