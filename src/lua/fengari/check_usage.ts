import { lua, type LuaStateHandle } from "./fengari.ts";
import { stateOf } from "./state_of.ts";
import { currentPosition } from "./traceback.ts";

/** How many instructions run between two looks at time and memory: some 50 microseconds. */
export const INSTRUCTIONS_PER_CHECK = 1000;

/**
 * The hook: called in the running thread every {@linkcode INSTRUCTIONS_PER_CHECK} instructions; ends or preempts a state that
 * uses too much (architecture.md §2, Limits).
 */
export function checkUsage(L: LuaStateHandle): void {
  const state = stateOf(L);
  if (state.fault) throw state.fault;
  const verdict = state.usage.look(INSTRUCTIONS_PER_CHECK);
  if (verdict === "go-on") return;
  if (verdict !== "give-way") {
    const { entryId, position } = currentPosition(L);
    throw state.fail(state.usage.fault(verdict, entryId, position));
  }
  if (!state.mayYield(L)) return;
  state.suspension = { type: "preempted" };
  lua.lua_yieldk(L, 0, undefined, null);
}
