import { failure, type LuaContext, type LuaValue, type NativeFunction, type NativeResult } from "../../lua/api/mod.ts";
import { type Process, processOf } from "./process_world.ts";

/** What a function of the module `process` does for the process that calls it. */
export type ProcessFunction = (args: LuaValue[], process: Process, context: LuaContext) => NativeResult;

/** A function that only running scripts can use: there is no process while code is only looked at. */
export function processFunction(name: string, body: ProcessFunction): NativeFunction {
  return (args, context) => {
    const process = processOf(context.world);
    return process
      ? body(args, process, context)
      : failure("Invalid", `process.${name} is only available in a process`);
  };
}
