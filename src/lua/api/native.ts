import type { LuaContext } from "./context.ts";
import type { LuaValue } from "./value.ts";

/** A request of a script to its world, as plain data: `{ type: "call", target, args }`. */
export interface Command {
  readonly type: string;
}

/** Returned by a native function that must wait: the calling coroutine sleeps until the executor replies. */
export class Suspension {
  constructor(readonly command: Command) {}
}

/** An array is several results; anything else is one. */
export type NativeResult = LuaValue | LuaValue[] | Suspension;

/**
 * A function that scripts can call. It is stateless, so that one is shared by all states: what belongs to a state comes
 * in `context`. To raise a Lua error it throws a {@linkcode LuaError}; any other exception is a bug of ours, ends the
 * state as a fault, and cannot be caught by `pcall`.
 */
export type NativeFunction = (args: LuaValue[], context: LuaContext) => NativeResult;
