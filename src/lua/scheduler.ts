import type { Fault } from "./fault.ts";
import type { LuaFunction } from "./lua_function.ts";
import type { Command } from "./native.ts";
import type { LuaValue } from "./value.ts";

/** Carries out commands: as Temporal commands in a workflow, as real effects elsewhere. */
export interface Interpreter {
  /** Begins `command`. `reply` is called once, now or later, with what the Lua call returns; a late call must be followed by `run`. */
  execute(command: Command, reply: (...values: LuaValue[]) => void): void;
}

/** What {@linkcode Scheduler.run} left behind. */
export type RunState =
  | { readonly type: "blocked" }
  | { readonly type: "preempted" }
  | { readonly type: "returned"; readonly values: LuaValue[] }
  | { readonly type: "raised"; readonly value: LuaValue; readonly traceback: string[] }
  | { readonly type: "faulted"; readonly fault: Fault };

/** Owns the coroutines of one state; FIFO and single-threaded, so that the order of everything is defined. */
export interface Scheduler {
  /** Queues a concurrent coroutine. The first one is the main one: its end is the end of the run. */
  spawn(fn: LuaFunction, args: LuaValue[]): void;
  /** Hands a command to the interpreter on behalf of a native that does not wait. */
  issue(command: Command, reply: (...values: LuaValue[]) => void): void;
  /** Runs until every coroutine is blocked, the main one has ended, one has raised an error, or the slice is used up. */
  run(): RunState;
  /** Lua tracebacks of all coroutines, for `__stack_trace` and deadlock reports. */
  tracebacks(): string[][];
}
