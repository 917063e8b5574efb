import { Pattern, PatternError, type PatternMatch } from "../../library/mod.ts";
import { LuaError } from "../../api/mod.ts";
import { lauxlib, lua, type LuaStateHandle } from "../fengari.ts";
import { stateOf } from "../state_of.ts";
import { raise } from "../native.ts";
import { pushString, readString } from "../strings.ts";
import { pushNumber } from "../values.ts";

const SPECIAL_REGEXP = /[\^$*+?.([%-]/;

/** `string.find` */
export function find(L: LuaStateHandle): number {
  const { subject, pattern, start } = searchArguments(L);
  if (start > subject.length) return pushNil(L);
  if (lua.lua_toboolean(L, 4) || !SPECIAL_REGEXP.test(pattern)) {
    const at = subject.indexOf(pattern, start);
    return at < 0 ? pushNil(L) : pushRange(L, at, at + pattern.length);
  }
  const found = guarded(L, () => Pattern.of(pattern).find(subject, start));
  if (!found) return pushNil(L);
  return pushRange(L, found.start, found.end) + pushCaptures(L, found.captures);
}

/** `string.match` */
export function match(L: LuaStateHandle): number {
  const { subject, pattern, start } = searchArguments(L);
  const found = start > subject.length ? undefined : guarded(L, () => Pattern.of(pattern).find(subject, start));
  return found ? pushMatch(L, subject, found) : pushNil(L);
}

/** `string.gmatch` */
export function gmatch(L: LuaStateHandle): number {
  const { subject, pattern } = searchArguments(L);
  const compiled = guarded(L, () => Pattern.of(pattern, false));
  let at = 0;
  let lastEnd = -1;
  lua.lua_pushcfunction(L, (L) => {
    let found = guarded(L, () => nextMatch(compiled, subject, at));
    // Where a match has ended, none that is empty follows.
    if (found?.end === lastEnd) found = guarded(L, () => nextMatch(compiled, subject, lastEnd + 1));
    if (!found) return pushNil(L);
    at = lastEnd = found.end;
    return pushMatch(L, subject, found);
  });
  return 1;
}

function nextMatch(pattern: Pattern, subject: string, at: number): PatternMatch | undefined {
  return at > subject.length ? undefined : pattern.find(subject, at);
}

/** The captures of a match, or all of it when it has none. */
export function capturesOf(subject: string, { start, end, captures }: PatternMatch): (string | number)[] {
  return captures.length > 0 ? captures : [subject.slice(start, end)];
}

/** Runs a search, its errors as Lua errors of the running function. */
export function guarded<T>(L: LuaStateHandle, search: () => T): T {
  try {
    return search();
  } catch (error) {
    if (error instanceof PatternError) return raise(stateOf(L), L, new LuaError(error.message));
    throw error;
  }
}

/** Pushes texts and positions. */
export function pushCaptures(L: LuaStateHandle, captures: readonly (string | number)[]): number {
  lua.lua_checkstack(L, captures.length);
  for (const capture of captures) {
    if (typeof capture === "string") pushString(L, capture);
    else pushNumber(L, capture);
  }
  return captures.length;
}

function pushMatch(L: LuaStateHandle, subject: string, found: PatternMatch): number {
  return pushCaptures(L, capturesOf(subject, found));
}

function searchArguments(L: LuaStateHandle): { subject: string; pattern: string; start: number } {
  lauxlib.luaL_checklstring(L, 1);
  lauxlib.luaL_checklstring(L, 2);
  const subject = readString(L, 1);
  const init = lauxlib.luaL_optinteger(L, 3, 1);
  const start = init > 0 ? init - 1 : init === 0 ? 0 : Math.max(subject.length + init, 0);
  return { subject, pattern: readString(L, 2), start };
}

function pushRange(L: LuaStateHandle, start: number, end: number): number {
  pushNumber(L, start + 1);
  pushNumber(L, end);
  return 2;
}

function pushNil(L: LuaStateHandle): number {
  lua.lua_pushnil(L);
  return 1;
}
