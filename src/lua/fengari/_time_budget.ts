import type { Budget } from "../engine.ts";
import { Fault } from "../fault.ts";
import { lua, type LuaStateHandle } from "./_fengari.ts";
import type { FengariState } from "./_fengari_state.ts";
import { currentPosition, traceback } from "./_traceback.ts";

/** How many instructions run between two looks at the clock: some 50 microseconds. */
export const INSTRUCTIONS_PER_CHECK = 1000;

/** Ends or preempts a state that runs too long (design.md §2, Limits). */
export class TimeBudget {
  readonly #state: FengariState;
  readonly #budget: Budget;
  #deadline = Infinity;

  constructor(state: FengariState, budget: Budget) {
    this.#state = state;
    this.#budget = budget;
  }

  restart(): void {
    this.#deadline = performance.now() + this.#budget.milliseconds;
  }

  /** The hook: called in the running thread every {@linkcode INSTRUCTIONS_PER_CHECK} instructions. */
  check(L: LuaStateHandle): void {
    const { fault } = this.#state;
    if (fault) throw fault;
    if (performance.now() < this.#deadline) return;
    if (this.#budget.mode === "deadline") throw this.#state.fail(this.#exceeded(L));
    if (!this.#state.mayYield(L)) return;
    this.#state.suspension = { type: "preempted" };
    lua.lua_yieldk(L, 0, undefined, null);
  }

  #exceeded(L: LuaStateHandle): Fault {
    const stack = this.#state.running ? traceback(this.#state, this.#state.running) : [];
    const { entryId, position } = currentPosition(L);
    const fault = new Fault(
      "budget",
      `"${entryId}" ran for more than ${this.#budget.milliseconds} ms without waiting, at ${position}`,
    );
    fault.luaStack = stack;
    return fault;
  }
}
