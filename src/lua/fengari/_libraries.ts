import { mathLibrary } from "../library/mod.ts";
import { baseFunctions } from "./_base_library.ts";
import { coroutineLibrary } from "./_coroutine_library.ts";
import { setRequire } from "./_environment.ts";
import { debugLibrary } from "./_debug_library.ts";
import { utf8Library } from "./_utf8_library.ts";
import { bytesOf, lua, type LuaStateHandle } from "./_fengari.ts";
import type { FengariState } from "./_fengari_state.ts";
import { type Members, pushLibrary, pushMember, pushMembers } from "./_library.ts";
import { stringLibrary } from "./_string_library.ts";
import { tableLibrary } from "./_table_library.ts";

const libraries: Readonly<Record<string, Members>> = {
  coroutine: coroutineLibrary,
  debug: debugLibrary,
  math: mathLibrary,
  string: stringLibrary,
  table: tableLibrary,
  utf8: utf8Library,
};

/** Fills the table of globals, which is on top of the stack (spec/lua-modules.md §1.1). */
export function openLibraries(state: FengariState, L: LuaStateHandle): void {
  for (const [name, member] of Object.entries(baseFunctions)) {
    pushMember(state, L, member);
    lua.lua_setfield(L, -2, bytesOf(name));
  }
  lua.lua_pushvalue(L, -1);
  lua.lua_setfield(L, -2, bytesOf("_G"));
  lua.lua_pushstring(L, bytesOf("Lua 5.3"));
  lua.lua_setfield(L, -2, bytesOf("_VERSION"));
  setRequire(L);
  for (const [name, members] of Object.entries(libraries)) {
    pushLibrary(state, L, members);
    lua.lua_setfield(L, -2, bytesOf(name));
  }
  setStringMethods(L);
}

/** Makes `("x"):upper()` work. */
function setStringMethods(L: LuaStateHandle): void {
  lua.lua_pushstring(L, bytesOf(""));
  lua.lua_createtable(L, 0, 2);
  pushMembers(L, stringLibrary);
  lua.lua_setfield(L, -2, bytesOf("__index"));
  lua.lua_pushboolean(L, false);
  lua.lua_setfield(L, -2, bytesOf("__metatable"));
  lua.lua_setmetatable(L, -2);
  lua.lua_pop(L, 1);
}
