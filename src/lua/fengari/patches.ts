/*
 * Mends what fengari 0.1.5 gets wrong or does slowly, before it is loaded: its modules take these functions and numbers out of the
 * export objects of two small modules, so the exports are replaced first. Import this file before "fengari".
 */
import lstring from "fengari/src/lstring.js";
import luaconf from "fengari/src/luaconf.js";
import { numberText } from "../api/mod.ts";
import { textOf } from "./bytes.ts";

/** Smaller than fengari's million, so that runaway recursion is found after a few hundred milliseconds. */
const MOST_STACK_SLOTS = 200_000;

interface HashedString {
  hash: string | null;
  getstr(): Uint8Array;
}

/**
 * Table keys, and what strings are compared by: fengari joins the bytes as hex without padding, so that "\10A\10" and
 * "\xa4\x1a" become one key.
 */
const hash = (bytes: Uint8Array): string => `|${textOf(bytes)}`;
lstring.luaS_hash = hash;
lstring.luaS_hashlongstr = (text: HashedString): string => text.hash ??= hash(text.getstr());

const copyString: (L: unknown, bytes: Uint8Array) => HashedString = lstring.luaS_new;
const adoptString: (L: unknown, bytes: Uint8Array) => HashedString = lstring.luaS_bless;
const constants = new WeakMap<Uint8Array, HashedString>();
let fresh: Uint8Array | undefined;

/** fengari copies every string that it is given. Fresh bytes need no copy, constants not even an object of their own. */
lstring.luaS_new = function (L: unknown, bytes: Uint8Array): HashedString {
  if (bytes !== fresh) return constants.get(bytes) ?? copyString(L, bytes);
  fresh = undefined;
  return adoptString(L, bytes);
};

/** Declares bytes that never change: all states share one string. */
export function shareConstant(bytes: Uint8Array): void {
  constants.set(bytes, adoptString(null, bytes));
}

/** Gives away bytes that nobody else holds, to be pushed next. */
export function giveAway(bytes: Uint8Array): Uint8Array {
  return fresh = bytes;
}

/** Integral floats print as integers do, infinities and NaN as in Lua. */
luaconf.LUA_COMPAT_FLOATSTRING = true;
luaconf.lua_number2str = numberText;
luaconf.LUAI_MAXSTACK = MOST_STACK_SLOTS;
/** Longest file name in positions. */
luaconf.LUA_IDSIZE = 4096;
