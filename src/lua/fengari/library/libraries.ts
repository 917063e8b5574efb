import { toByteString, toLatin1 } from "../../../base/mod.ts";
import { mathLibrary, nextCode, utf8Functions } from "../../library/mod.ts";
import { baseFunctions } from "./base_library.ts";
import { coroutineLibrary } from "./coroutine_library.ts";
import { setRequire } from "../environment.ts";
import { bytesOf, lauxlib, lua, type LuaStateHandle } from "../fengari.ts";
import type { FengariState } from "../fengari_state.ts";
import { type Members, pushLibrary, pushMember, pushMembers, StackFunction } from "../library.ts";
import { wrapNative } from "../native.ts";
import { stateOf } from "../state_of.ts";
import { pushString, readString } from "../strings.ts";
import { traceback } from "../traceback.ts";
import { stringLibrary } from "./string_library.ts";
import { tableLibrary } from "./table_library.ts";

const libraries: Readonly<Record<string, Members>> = {
  coroutine: coroutineLibrary,
  // Only what shows where code stands, nothing that reaches into it.
  debug: { traceback: new StackFunction(showTraceback) },
  math: mathLibrary,
  string: stringLibrary,
  table: tableLibrary,
  utf8: { ...utf8Functions, codes: new StackFunction(codes) },
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

/** `debug.traceback([coroutine,] [message [, level]])`; anything but text comes back as it is. */
function showTraceback(L: LuaStateHandle): number {
  const thread = lua.lua_tothread(L, 1);
  if (thread !== null) lua.lua_remove(L, 1);
  const type = lua.lua_type(L, 1);
  if (type > lua.LUA_TNIL && type !== lua.LUA_TSTRING && type !== lua.LUA_TNUMBER) {
    lua.lua_settop(L, 1);
    return 1;
  }
  const message = type > lua.LUA_TNIL ? `${readString(L, 1)}\n` : "";
  const skipped = lauxlib.luaL_optinteger(L, 2, thread === null ? 1 : 0) - (thread === null ? 1 : 0);
  const lines = traceback(stateOf(L), thread ?? L).slice(Math.max(0, skipped));
  pushString(L, message + ["stack traceback:", ...lines.map((line) => toLatin1(toByteString(line)))].join("\n\t"));
  return 1;
}

/** `utf8.codes` */
function codes(L: LuaStateHandle): number {
  lauxlib.luaL_checklstring(L, 1);
  lua.lua_pushcfunction(L, wrapNative(nextCode));
  lua.lua_pushvalue(L, 1);
  lua.lua_pushinteger(L, 0);
  return 3;
}
