import { byteStringToBytes } from "../../base/mod.ts";
import { type LuaValue, Userdata } from "../api/mod.ts";
import { textOf } from "./_bytes.ts";
import { lua, type LuaStateHandle } from "./_fengari.ts";
import type { FengariState } from "./_fengari_state.ts";
import { FunctionHandle, TableHandle, ThreadHandle } from "./_handles.ts";
import { giveAway, shareConstant } from "./_patches.ts";

/** Longer strings are turned into byte strings once and remembered, so that reading one again and again stays cheap. */
const LONG = 512;
const longStrings = new WeakMap<Uint8Array, string>();

/** Reads the string at `index`; a number there becomes one. */
export function readString(L: LuaStateHandle, index: number): string {
  const bytes = lua.lua_tolstring(L, index);
  if (bytes.length < LONG) return textOf(bytes);
  let text = longStrings.get(bytes);
  if (text === undefined) longStrings.set(bytes, text = textOf(bytes));
  return text;
}

/** Pushes a byte string. */
export function pushString(L: LuaStateHandle, text: string): void {
  lua.lua_pushstring(L, giveAway(byteStringToBytes(text)));
}

/** Names of fields, which come again and again, are kept: so many, and no longer than that. */
const MOST_NAMES = 5000;
const LONGEST_NAME = 40;
const names = new Map<string, Uint8Array>();

/** Pushes a byte string that is a table key. */
export function pushName(L: LuaStateHandle, name: string): void {
  let bytes = names.get(name);
  if (bytes === undefined) {
    if (names.size >= MOST_NAMES || name.length > LONGEST_NAME) return pushString(L, name);
    bytes = byteStringToBytes(name);
    shareConstant(bytes);
    names.set(name, bytes);
  }
  lua.lua_pushstring(L, bytes);
}

/** Pushes a number: as an integer when fengari's 32 bits can hold it, else as a float. */
export function pushNumber(L: LuaStateHandle, value: number): void {
  if ((value | 0) === value && !Object.is(value, -0)) lua.lua_pushinteger(L, value);
  else lua.lua_pushnumber(L, value);
}

/** Reads the value at `index`. */
export function readValue(state: FengariState, L: LuaStateHandle, index: number): LuaValue {
  switch (lua.lua_type(L, index)) {
    case lua.LUA_TBOOLEAN:
      return lua.lua_toboolean(L, index);
    case lua.LUA_TNUMBER:
      return lua.lua_tonumber(L, index);
    case lua.LUA_TSTRING:
      return readString(L, index);
    case lua.LUA_TTABLE:
      return state.handles.get(L, index, TableHandle);
    case lua.LUA_TFUNCTION:
      return state.handles.get(L, index, FunctionHandle);
    case lua.LUA_TTHREAD:
      return state.handles.get(L, index, ThreadHandle);
    case lua.LUA_TUSERDATA:
      return state.userdata.read(L, index);
    default:
      return undefined;
  }
}

/** Pushes a value. */
export function pushValue(state: FengariState, L: LuaStateHandle, value: LuaValue): void {
  switch (typeof value) {
    case "undefined":
      return lua.lua_pushnil(L);
    case "boolean":
      return lua.lua_pushboolean(L, value);
    case "number":
      // As a float: fengari's integers wrap at 32 bits, and `order.hold_ms * time.MILLISECOND` must not.
      return lua.lua_pushnumber(L, value);
    case "string":
      return pushString(L, value);
  }
  if (value instanceof TableHandle || value instanceof FunctionHandle || value instanceof ThreadHandle) value.push(L);
  else if (value instanceof Userdata) state.userdata.push(L, value);
  else throw new TypeError("not a Lua value");
}

/** Reads the values from `first` up to the top of the stack. */
export function readValues(state: FengariState, L: LuaStateHandle, first: number): LuaValue[] {
  const values: LuaValue[] = [];
  for (let index = first, top = lua.lua_gettop(L); index <= top; index++) values.push(readValue(state, L, index));
  return values;
}

/**
 * Pushes values.
 *
 * @returns how many
 * @throws {RangeError} when the stack cannot hold them
 */
export function pushValues(state: FengariState, L: LuaStateHandle, values: readonly LuaValue[]): number {
  if (values.length > 15 && !lua.lua_checkstack(L, values.length)) throw new RangeError("stack overflow");
  for (const value of values) pushValue(state, L, value);
  return values.length;
}
