import { type AppError, invalid, orError, splitEntryId } from "../../../base/mod.ts";
import { type LuaContext, type LuaTable, type LuaValue, textArgument, toData } from "../../../lua/api/mod.ts";
import type { SpawnCommand, SpawnSettings } from "../command.ts";
import { contextData } from "../context_data.ts";

/** A start without options, name, messages or context of its own. */
export const NO_SPAWN_SETTINGS: SpawnSettings = { options: new Map(), context: new Map(), messages: [] };

/** What the variants of `spawn` watch. */
const WATCHES: Readonly<Record<string, SpawnCommand["watches"]>> = {
  spawn_monitored: ["monitor"],
  spawn_linked: ["link"],
  spawn_linked_monitored: ["link", "monitor"],
};

/** Settings with more context values; those of the table win. */
export function withContext(settings: SpawnSettings, table: LuaTable, context: LuaContext): SpawnSettings {
  return { ...settings, context: new Map([...settings.context, ...contextData(table, context)]) };
}

/** Settings with more options; those of the table win. */
export function withOptions(settings: SpawnSettings, table: LuaTable, context: LuaContext): SpawnSettings {
  return { ...settings, options: new Map([...settings.options, ...contextData(table, context)]) };
}

/** Makes the command of `spawn…(id, host, …)`; kind Invalid when the id is empty or an argument cannot be encoded. */
export function makeSpawn(name: string, args: LuaValue[], settings: SpawnSettings): SpawnCommand | AppError {
  const target = textArgument(args, 1, name);
  const host = textArgument(args, 2, name);
  if (target === "") return invalid("process ID required");
  return make({ target, host, settings, waitsForResult: false, watches: WATCHES[name] ?? [] }, args.slice(2));
}

/** Makes the command of `process.exec(id, host, …)` (spec/temporal-workflows.md §3.1); what is missing is empty. */
export function makeExec(args: LuaValue[], settings: SpawnSettings): SpawnCommand | AppError {
  const target = args[0] === undefined ? "" : textArgument(args, 1, "exec");
  if (target === "") return invalid("process ID required");
  if (!isFullId(target)) return invalid("invalid process ID format (namespace:name required)");
  const host = args[1] === undefined ? "" : textArgument(args, 2, "exec");
  if (host === "") return invalid("host ID required");
  return make({ target, host, settings, waitsForResult: true, watches: [] }, args.slice(2));
}

/** Makes the command of `workflow.exec(id, …)` (spec/temporal-workflows.md §7): a child in the caller's own place. */
export function makeWorkflowExec(args: LuaValue[]): SpawnCommand | AppError {
  const target = textArgument(args, 1, "exec");
  if (target === "") return invalid("workflow ID required");
  if (!isFullId(target)) return invalid("invalid workflow ID format (namespace:name required)");
  return make({ target, host: "", settings: NO_SPAWN_SETTINGS, waitsForResult: true, watches: [] }, args.slice(1));
}

function make(command: Omit<SpawnCommand, "type" | "args">, values: LuaValue[]): SpawnCommand | AppError {
  return orError(() => ({ type: "spawn", ...command, args: values.map(toData) }));
}

function isFullId(id: string): boolean {
  const { namespace, name } = splitEntryId(id);
  return namespace !== "" && name !== "";
}
