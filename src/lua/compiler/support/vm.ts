import type { Command, Fault, LuaContext, Wait } from "../../api/mod.ts";
import type { Usage } from "../../limits/mod.ts";
import type { Coroutine } from "./coroutine.ts";
import type { Frame } from "./frame.ts";
import type { Raised } from "./raised.ts";
import type { Table } from "./table.ts";
import { type Result, SUSPENDED, type Value } from "./value.ts";

/** Why calls give SUSPENDED. */
export const enum Stop {
  /** `coroutine.yield`. */
  Yield,
  /** A native function waits for its command. */
  Command,
  /** The slice of time is used up. */
  Preempted,
  /** The JavaScript stack is deep enough: the frames move to the heap, and the coroutine goes on at once. */
  Spill,
}

/** How deep the JavaScript stack may get, in units of about 64 bytes. */
export const MAX_DEPTH = 6000;

/** A state as the code sees it that runs in it. */
export interface RunningState {
  readonly context: LuaContext;
  readonly usage: Usage;
  /** What `("text"):name` finds. */
  readonly stringMethods: Table;
  /** Ended the state. */
  fault: Fault | undefined;
  /** What is left of the budget of steps while other code runs (see `vm.budget`). */
  steps: number;
  /**
   * Asks whether code may go on, and allows it some more steps if so.
   *
   * @returns false when it has to give way for now
   * @throws {Fault} when the state has ended
   */
  mayGoOn(): boolean;
  /** The number that `tostring` shows for an object. */
  numberOf(object: object): number;
}

/**
 * The registers of the machine. There is one, since JavaScript runs one thing at a time; entering a state sets it to that
 * state, and leaving restores it.
 */
export const vm = {
  /** How many more function entries and loop turns pass before the clock is looked at. */
  budget: 0,
  /** See {@linkcode MAX_DEPTH}. */
  depth: 0,
  /** Frames saved by the stop under way, innermost first. */
  captured: [] as Frame[],
  stop: Stop.Yield as Stop,
  /** Counts how often code has been called that may only look; tables, boxes and coroutines are born in one of these epochs. */
  epoch: 0,
  /** Code may not change what was born in an earlier epoch: 0, and the current one while code may only look. */
  oldest: 0,
  /** What `coroutine.yield` passes out. */
  yielded: [] as Value[],
  command: undefined as Command | Wait | undefined,
  /** Set while code runs. */
  state: undefined as RunningState | undefined,
  coroutine: undefined as Coroutine | undefined,
  /** The error that the running message handler was called with. */
  handled: undefined as Raised | undefined,
  /** Takes the next object that is made or grows, when that is to stand for memory (see limits). */
  sampler: undefined as Usage["memory"] | undefined,
};

/** The state whose code runs. */
export function currentState(): RunningState {
  if (vm.state === undefined) throw new Error("No Lua state is running");
  return vm.state;
}

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
