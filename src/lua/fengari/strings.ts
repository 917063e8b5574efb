import { byteStringToBytes, fromLatin1 } from "../../base/mod.ts";
import { textOf } from "./bytes.ts";
import { lauxlib, lua, type LuaStateHandle } from "./fengari.ts";
import { giveAway, shareConstant } from "./patches.ts";

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
  lua.lua_pushstring(L, giveAway(byteStringToBytes(fromLatin1(text))));
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
    bytes = byteStringToBytes(fromLatin1(name));
    shareConstant(bytes);
    names.set(name, bytes);
  }
  lua.lua_pushstring(L, bytes);
}

/** Raises a text as a Lua error of the running native function: with the position of its caller in front. */
export function raiseError(L: LuaStateHandle, message: string): never {
  lauxlib.luaL_where(L, 1);
  pushString(L, message);
  lua.lua_concat(L, 2);
  return lua.lua_error(L);
}
