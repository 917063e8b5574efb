import { toByteString, toLatin1 } from "../../base/mod.ts";
import { lauxlib, lua, type LuaStateHandle } from "./_fengari.ts";
import { type Members, StackFunction } from "./_library.ts";
import { stateOf } from "./_state_of.ts";
import { pushString, readString } from "./_strings.ts";
import { traceback } from "./_traceback.ts";

/** `debug` (spec/lua-modules.md §1.1): only what shows where code stands, nothing that reaches into it. */
export const debugLibrary: Members = { traceback: new StackFunction(showTraceback) };

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
