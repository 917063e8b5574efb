import type { LuaContext } from "./context.ts";
import type { LuaValue } from "./value.ts";

/**
 * What scripts can ask of their world, by type. Modules add their commands where they define them:
 * `declare module "…/lua/api/native.ts" { interface CommandTypes { sleep: SleepCommand } }`; a world then does not compile
 * until it says how it carries them out.
 */
// deno-lint-ignore no-empty-interface -- Lua itself asks nothing
export interface CommandTypes {}

/** A request of a script to its world, as plain data: `{ type: "call", target, args }`. */
export type Command = CommandTypes[keyof CommandTypes];

/** Returned by a native function that must wait: the calling coroutine sleeps until the executor replies. */
export class Suspension {
  constructor(readonly command: Command | Wait) {}
}

/** An array is several results; anything else is one. */
export type NativeResult = LuaValue | LuaValue[] | Suspension;

/**
 * A function that scripts can call. It is stateless, so that one is shared by all states: what belongs to a state comes
 * in `context`. To raise a Lua error it throws a {@linkcode LuaError}; any other exception is a bug of ours, ends the
 * state as a fault, and cannot be caught by `pcall`.
 */
export type NativeFunction = (args: LuaValue[], context: LuaContext) => NativeResult;

/**
 * What the scheduler carries out itself: the coroutine sleeps until something inside the state, such as
 * another coroutine at a channel, wakes it.
 */
export class Wait {
  /**
   * @param begin registers `wake`, which is to be called once with what the Lua call returns, and gives a function that
   * takes the registration back
   */
  constructor(readonly begin: (wake: (...values: LuaValue[]) => void) => () => void) {}
}
