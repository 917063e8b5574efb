import { bytesOf, lauxlib, lua, lualib, type LuaStateHandle } from "../fengari.ts";
import { LuaError } from "../../api/mod.ts";
import { pack, packSize, unpack } from "../../library/mod.ts";
import { raise } from "../native.ts";
import { stateOf } from "../state_of.ts";
import { pushValue, readValues } from "../values.ts";
import { checkLength } from "./check_length.ts";
import { type Members, StackFunction } from "../library.ts";
import { standardFunctions } from "./standard_functions.ts";
import { format } from "./string_format.ts";
import { find, gmatch, match } from "./string_find.ts";
import { gsub } from "./string_gsub.ts";
import { pushString, readString } from "../strings.ts";

/** `string` (spec/lua-modules.md §1): results and the cost of matching are bounded. */
export const stringLibrary: Members = {
  ...standardFunctions(lualib.luaopen_string, ["byte", "len", "lower", "reverse", "sub", "upper"]),
  char: new StackFunction(char),
  find: new StackFunction(find),
  format: new StackFunction(format),
  gmatch: new StackFunction(gmatch),
  gsub: new StackFunction(gsub),
  match: new StackFunction(match),
  pack: new StackFunction(packBounded),
  packsize: packSize,
  rep: new StackFunction(repeat),
  unpack,
};

function char(L: LuaStateHandle): number {
  let text = "";
  for (let position = 1; position <= lua.lua_gettop(L); position++) {
    const code = lauxlib.luaL_checkinteger(L, position);
    if (code < 0 || code > 255) return lauxlib.luaL_argerror(L, position, bytesOf("value out of range"));
    text += String.fromCharCode(code);
  }
  pushString(L, text);
  return 1;
}

function packBounded(L: LuaStateHandle): number {
  const state = stateOf(L);
  const values = readValues(state, L, 1);
  try {
    pushValue(state, L, pack(values, (length) => checkLength(L, length)));
    return 1;
  } catch (error) {
    if (error instanceof LuaError) return raise(state, L, error);
    throw error;
  }
}

function repeat(L: LuaStateHandle): number {
  lauxlib.luaL_checklstring(L, 1);
  const text = readString(L, 1);
  const count = Math.max(lauxlib.luaL_checknumber(L, 2), 0);
  if (!Number.isInteger(count) && count !== Infinity) {
    return lauxlib.luaL_argerror(L, 2, bytesOf("number has no integer representation"));
  }
  const separator = lauxlib.luaL_optlstring(L, 3, bytesOf("")).length > 0 ? readString(L, 3) : "";
  const piece = text + separator;
  if (piece.length > 0) checkLength(L, count * piece.length);
  pushString(L, count === 0 || piece === "" ? "" : piece.repeat(count - 1) + text);
  return 1;
}
