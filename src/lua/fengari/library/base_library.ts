import { fromByteString, fromLatin1 } from "../../../base/mod.ts";
import { collectGarbage } from "../../library/mod.ts";
import { bytesOf, lauxlib, lua, lualib, type LuaStateHandle } from "../fengari.ts";
import { stateOf } from "../state_of.ts";
import { type Members, refuseWrite, StackFunction } from "../library.ts";
import { protectedCall, protectedCallWithHandler } from "./protected_call.ts";
import { standardFunctions } from "./standard_functions.ts";
import { unpack } from "./table_library.ts";
import { textOf } from "../bytes.ts";
import { readString } from "../strings.ts";

const standard = standardFunctions(lualib.luaopen_base, ["tonumber"]);

/** The functions among the globals, except `require` (spec/lua-modules.md §1.1). */
export const baseFunctions: Members = {
  ...standardFunctions(lualib.luaopen_base, [
    "assert",
    "error",
    "getmetatable",
    "ipairs",
    "next",
    "pairs",
    "rawequal",
    "rawget",
    "rawlen",
    "select",
    "setmetatable",
    "tostring",
    "type",
  ]),
  collectgarbage: collectGarbage,
  pcall: new StackFunction(protectedCall),
  print: new StackFunction(print),
  rawset: new StackFunction(rawset),
  tonumber: new StackFunction(tonumber),
  unpack,
  xpcall: new StackFunction(protectedCallWithHandler),
};

/** Hands the arguments' texts, joined by single spaces, to the world, with the caller's position. */
function print(L: LuaStateHandle): number {
  const texts: string[] = [];
  for (let index = 1, count = lua.lua_gettop(L); index <= count; index++) {
    texts.push(textOf(lauxlib.luaL_tolstring(L, index)));
    lua.lua_pop(L, 1);
  }
  lauxlib.luaL_where(L, 1);
  const position = fromByteString(fromLatin1(textOf(lua.lua_tolstring(L, -1)))).replace(/: $/, "");
  stateOf(L).context.world.print(fromByteString(fromLatin1(texts.join(" "))), position);
  return 0;
}

function rawset(L: LuaStateHandle): number {
  lauxlib.luaL_checktype(L, 1, lua.LUA_TTABLE);
  lauxlib.luaL_checkany(L, 2);
  lauxlib.luaL_checkany(L, 3);
  lua.lua_settop(L, 3);
  if (stateOf(L).readOnly.has(lua.lua_topointer(L, 1))) return refuseWrite(L);
  if (lua.lua_type(L, 2) === lua.LUA_TNIL) return lauxlib.luaL_argerror(L, 2, bytesOf("index is nil"));
  lua.lua_rawset(L, 1);
  return 1;
}

/** Lua's own, except that text in a base of its own is read without wrapping at 32 bits. */
function tonumber(L: LuaStateHandle): number {
  if (lua.lua_type(L, 2) <= lua.LUA_TNIL) {
    return standard.tonumber.fn(L);
  }
  const base = lauxlib.luaL_checkinteger(L, 2);
  lauxlib.luaL_checktype(L, 1, lua.LUA_TSTRING);
  if (base < 2 || base > 36) return lauxlib.luaL_argerror(L, 2, bytesOf("base out of range"));
  const [, sign, digits] = /^\s*(-?)([0-9a-z]+)\s*$/i.exec(readString(L, 1)) ?? [];
  const value = digits === undefined ? NaN : valueOf(digits, base);
  if (Number.isNaN(value)) lua.lua_pushnil(L);
  else lua.lua_pushnumber(L, sign === "-" ? -value : value);
  return 1;
}

/** NaN when a digit is not one of the base. */
function valueOf(digits: string, base: number): number {
  let value = 0;
  for (const digit of digits) {
    const worth = parseInt(digit, 36);
    if (worth >= base) return NaN;
    value = value * base + worth;
  }
  return value;
}
