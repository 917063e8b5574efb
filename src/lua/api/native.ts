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
export type NativeResult = LuaValue | LuaValue[];

/** What a native gives that may wait. */
export type WaitingResult = NativeResult | Suspension;

/**
 * A function that scripts can call and that never waits. It is stateless, so that one is shared by all states: what belongs
 * to a state comes in `context`. To raise a Lua error it throws a {@linkcode LuaError}; any other exception is a bug of
 * ours, ends the state as a fault, and cannot be caught by `pcall`.
 */
export type NativeFunction = (args: LuaValue[], context: LuaContext) => NativeResult;

declare const waiting: unique symbol;

/** The same for one that waits or asks the world for something; {@linkcode waits} makes it. */
export interface WaitingFunction {
  (args: LuaValue[], context: LuaContext): WaitingResult;
  readonly [waiting]: true;
}

/** A function that scripts can call. */
export type Native = NativeFunction | WaitingFunction;

const waitingFunctions = new WeakSet<object>();

/**
 * Marks a function that waits or asks the world for something: only running code may call it, and the linter refuses it in
 * chunks. One that gives a {@linkcode Suspension} without this mark does not compile.
 *
 * @param native called as it is: the mark costs nothing
 * @returns the very function
 */
export function waits(native: (args: LuaValue[], context: LuaContext) => WaitingResult): WaitingFunction {
  waitingFunctions.add(native);
  return native as WaitingFunction;
}

/**
 * True for a function that {@linkcode waits} marked.
 *
 * @param value of a library, which may be no function
 */
export function isWaiting(value: Native | LuaValue): value is WaitingFunction {
  return typeof value === "function" && waitingFunctions.has(value);
}

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
