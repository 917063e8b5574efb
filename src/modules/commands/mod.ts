import type { LuaModule } from "../../lua/mod.ts";
import { funcsModule } from "./funcs.ts";
import { timeModule } from "./time.ts";
import { workflowModule } from "./workflow.ts";

export { type ActivityOptions, parseActivityOptions, type Priority, type RetryPolicy } from "./activity_options.ts";
export type { CallCommand, CancelCommand, SleepCommand, TimerCommand, WorldCommand } from "./command.ts";
export { OptionReader } from "./option_reader.ts";

/** Modules whose functions ask the world for something: a workflow and a function answer in their own way. */
export const commandModules: readonly LuaModule[] = [funcsModule, timeModule, workflowModule];
