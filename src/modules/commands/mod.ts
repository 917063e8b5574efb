import type { LuaModule } from "../../lua/api/mod.ts";
import { globalModules as pureGlobals } from "../pure/mod.ts";
import { funcsModule } from "./funcs.ts";
import { processModule } from "./process/process.ts";
import { subscribeModules } from "./process/subscribe.ts";
import { timeModule } from "./time/time.ts";
import { workflowModule } from "./workflow.ts";

export { type ActivityOptions, parseActivityOptions } from "./options/activity_options.ts";
export type {
  CallCommand,
  NameCommand,
  ProcessCommand,
  ProcessCommandTypes,
  SendCommand,
  SleepCommand,
  SpawnCommand,
  SpawnSettings,
  StopCommand,
  TimerCommand,
  UpgradeCommand,
  WatchCommand,
  WorldCommand,
  WorldCommandTypes,
} from "./command.ts";
export type { IncomingMessage } from "./process/message.ts";
export { Mailbox } from "./process/mailbox.ts";
export { OptionReader } from "./options/option_reader.ts";
export { formatPid, parsePid, type Pid, SYSTEM_PID, unresolvedProcess, UPDATE_HOST } from "./process/pid.ts";
export { cancelEvent, endEvent, PROCESS_EVENTS } from "./process/process_event.ts";
export { type Process, processOf, type ProcessWorld } from "./process/process_world.ts";
export { type SearchAttribute, typeSearchAttributes } from "./options/search_attributes.ts";
export type { Priority, RetryPolicy, VersioningIntent } from "./options/shared_options.ts";
export { START_OPTIONS } from "./options/start_options.ts";
export { NO_SPAWN_SETTINGS } from "./process/spawn_command.ts";
export { controlOf, type UpdateHandler, type WorkflowControl } from "./workflow_control.ts";
export { parseWorkflowOptions, type WorkflowOptions } from "./options/workflow_options.ts";

/** Modules whose functions ask the world for something: a workflow and a function answer in their own way. */
export const commandModules: readonly LuaModule[] = [funcsModule, processModule, timeModule, workflowModule];

/** Those of all modules that every script has without naming them (spec/lua-modules.md §1.1). */
export const globalModules: readonly LuaModule[] = [...pureGlobals, processModule, ...subscribeModules];
