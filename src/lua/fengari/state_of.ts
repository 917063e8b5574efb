import type { LuaStateHandle } from "./fengari.ts";
import type { FengariState } from "./fengari_state.ts";

const states = new WeakMap<object, FengariState>();

/**
 * Notes which state a thread of fengari, and all threads that share their memory with it, belong to.
 *
 * @param L the state's first thread
 */
export function registerState(L: LuaStateHandle, state: FengariState): void {
  states.set(L.l_G, state);
}

/**
 * The state that a thread belongs to. (The libraries ask here, so that they need not import the state, which opens them.)
 *
 * @throws {TypeError} for a thread that no state has made
 */
export function stateOf(L: LuaStateHandle): FengariState {
  const state = states.get(L.l_G);
  if (state === undefined) throw new TypeError("The thread belongs to no state");
  return state;
}
