import { type Result, SUSPENDED } from "./value.ts";
import { currentState, MAX_DEPTH, Stop, vm } from "./vm.ts";

/** Called when the budget of steps is used up: gives a new one, stops the coroutine, or ends the state. */
export function tick(): Result {
  if (currentState().mayGoOn()) return undefined;
  vm.stop = Stop.Preempted;
  return SUSPENDED;
}

/** Called at the entry of a function when the budget of steps is used up or the stack is deep. */
export function enter(): Result {
  if (vm.depth > MAX_DEPTH) {
    vm.stop = Stop.Spill;
    return SUSPENDED;
  }
  return vm.budget < 0 ? tick() : undefined;
}
