/*
 * Mends what fengari 0.1.5 gets wrong, before it is loaded: its modules copy these functions and numbers out of the
 * export objects of two small modules, so the exports are replaced first. Import this file before "fengari".
 */
import lstring from "fengari/src/lstring.js";
import luaconf from "fengari/src/luaconf.js";
import { bytesToByteString } from "../../base/mod.ts";
import { numberText } from "../number_text.ts";

/** Smaller than fengari's million, so that runaway recursion is found after a few hundred milliseconds. */
export const MOST_STACK_SLOTS = 200_000;

interface HashedString {
  hash: string | null;
  getstr(): Uint8Array;
}

/**
 * Table keys, and what strings are compared by: fengari joins the bytes as hex without padding, so that "\10A\10" and
 * "\xa4\x1a" become one key.
 */
const hash = (bytes: Uint8Array): string => `|${bytesToByteString(bytes)}`;
lstring.luaS_hash = hash;
lstring.luaS_hashlongstr = (text: HashedString): string => text.hash ??= hash(text.getstr());

/** Integral floats print as integers do, infinities and NaN as in Lua. */
luaconf.LUA_COMPAT_FLOATSTRING = true;
luaconf.lua_number2str = numberText;
luaconf.LUAI_MAXSTACK = MOST_STACK_SLOTS;
/** Longest file name in positions. */
luaconf.LUA_IDSIZE = 4096;
