import { mergeSort } from "../../library/mod.ts";
import { lauxlib, lua, type LuaStateHandle, type Proxy } from "../fengari.ts";
import { checkedLength } from "./check_length.ts";
import { pushString, readString } from "../strings.ts";
import { pushNumber } from "../values.ts";

/** `table.sort`; stable, and its order of comparisons is always the same (architecture.md §2). */
export function sort(L: LuaStateHandle): number {
  const length = checkedLength(L);
  const hasComparison = lua.lua_type(L, 2) > lua.LUA_TNIL;
  if (hasComparison) lauxlib.luaL_checktype(L, 2, lua.LUA_TFUNCTION);
  lua.lua_settop(L, 2);
  if (!hasComparison && sortPrimitives(L, length)) return 0;
  const elements: Proxy[] = [];
  for (let index = 1; index <= length; index++) {
    lua.lua_geti(L, 1, index);
    elements.push(lua.lua_toproxy(L, -1));
    lua.lua_pop(L, 1);
  }
  mergeSort(elements, hasComparison ? (left, right) => callComparison(L, left, right) : (l, r) => isLess(L, l, r));
  elements.forEach((push, index) => {
    push(L);
    lua.lua_seti(L, 1, index + 1);
  });
  return 0;
}

function callComparison(L: LuaStateHandle, left: Proxy, right: Proxy): boolean {
  lua.lua_pushvalue(L, 2);
  left(L);
  right(L);
  lua.lua_call(L, 2, 1);
  return popBoolean(L);
}

function isLess(L: LuaStateHandle, left: Proxy, right: Proxy): boolean {
  left(L);
  right(L);
  const less = Boolean(lua.lua_compare(L, -2, -1, lua.LUA_OPLT));
  lua.lua_pop(L, 2);
  return less;
}

function popBoolean(L: LuaStateHandle): boolean {
  const value = lua.lua_toboolean(L, -1);
  lua.lua_pop(L, 1);
  return value;
}

/** Sorts a table of numbers or of strings without asking Lua; false when it is something else. */
function sortPrimitives(L: LuaStateHandle, length: number): boolean {
  const type = lua.lua_geti(L, 1, 1);
  lua.lua_pop(L, 1);
  if (type === lua.LUA_TNUMBER) {
    return sortRead(L, length, type, () => lua.lua_tonumber(L, -1), (value) => pushNumber(L, value));
  }
  if (type === lua.LUA_TSTRING) {
    return sortRead(L, length, type, () => readString(L, -1), (value) => pushString(L, value));
  }
  return false;
}

function sortRead<T extends number | string>(
  L: LuaStateHandle,
  length: number,
  type: number,
  read: () => T,
  push: (value: T) => void,
): boolean {
  const values: T[] = [];
  for (let index = 1; index <= length; index++) {
    const matches = lua.lua_geti(L, 1, index) === type;
    if (matches) values.push(read());
    lua.lua_pop(L, 1);
    if (!matches) return false;
  }
  mergeSort(values, (left, right) => left < right);
  values.forEach((value, index) => {
    push(value);
    lua.lua_seti(L, 1, index + 1);
  });
  return true;
}
