import { lauxlib, lua, type LuaStateHandle } from "../fengari.ts";
import { raiseError } from "../strings.ts";
import { stateOf } from "../state_of.ts";

/** A native goes through no more elements than this in one call, whatever `__len` says. */
export const MOST_ELEMENTS = 10_000_000;

/** Raises an error when a string of so many bytes is too long for the state. */
export function checkLength(L: LuaStateHandle, length: number): void {
  const { usage } = stateOf(L);
  if (length > usage.longestString) raiseError(L, usage.tooLong);
}

/** The length of the table at the first argument; one that a native cannot go through raises an error. */
export function checkedLength(L: LuaStateHandle): number {
  lauxlib.luaL_checktype(L, 1, lua.LUA_TTABLE);
  const length = lauxlib.luaL_len(L, 1);
  if (length > MOST_ELEMENTS) raiseError(L, "table is too large");
  return length;
}
