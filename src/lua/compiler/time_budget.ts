import type { Budget } from "../engine.ts";
import { Fault } from "../fault.ts";
import { currentPosition } from "./runtime/position.ts";
import { vm } from "./runtime/vm.ts";

/** How many function entries and loop turns pass between two looks at the clock: a fraction of a millisecond. */
const STEPS = 10_000;

/** How long a state may run (design.md §2, Limits). */
export class TimeBudget {
  readonly #budget: Budget;
  #deadline = Infinity;

  constructor(budget: Budget) {
    this.#budget = budget;
  }

  /** True when running too long is a fault; otherwise the state only has to give way. */
  get isFinal(): boolean {
    return this.#budget.mode === "deadline";
  }

  start(): void {
    this.#deadline = performance.now() + this.#budget.milliseconds;
  }

  /** Allows some more steps unless the time is over. */
  allows(): boolean {
    if (performance.now() >= this.#deadline) return false;
    vm.budget = STEPS;
    return true;
  }

  exceeded(): Fault {
    const { name, position } = currentPosition();
    const { milliseconds } = this.#budget;
    return new Fault(
      "budget",
      `"${name?.entryId}" ran for more than ${milliseconds} ms without waiting, at ${position}`,
    );
  }
}
