import { text } from "../../../base/mod.ts";
import {
  failure,
  type LuaContext,
  type LuaValue,
  type NativeResult,
  type WaitingResult,
  type World,
} from "../../../lua/api/mod.ts";
import type { Mailbox } from "./mailbox.ts";

/** What a script has as a process. */
export interface Process {
  readonly pid: string;
  readonly mailbox: Mailbox;
  /** Whether the failure of a linked process is an event, instead of the end of this one; absent in workflows. */
  trapLinks?: boolean;
}

/** A world whose scripts are processes. */
export interface ProcessWorld extends World {
  readonly process: Process;
}

/** The process that a script is; undefined where scripts are only looked at. */
export function processOf(world: World): Process | undefined {
  return (world as Partial<ProcessWorld>).process;
}

/** What a function of the module `process` does for the process that calls it. */
export type ProcessFunction<R extends WaitingResult = NativeResult> = (
  args: LuaValue[],
  process: Process,
  context: LuaContext,
) => R;

/** A function that only running scripts can use: there is no process while code is only looked at. */
export function processFunction<R extends WaitingResult>(
  name: string,
  body: ProcessFunction<R>,
): (args: LuaValue[], context: LuaContext) => R | NativeResult {
  return (args, context) => {
    const process = processOf(context.world);
    return process
      ? body(args, process, context)
      : failure("Invalid", text`process.${name} is only available in a process`);
  };
}
