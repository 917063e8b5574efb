import type { LuaValue } from "./value.ts";

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
