import { AppError, ascii, type ByteString, type Data, orError, text } from "../../base/mod.ts";
import {
  badArgument,
  ErrorValue,
  failure,
  fromData,
  type LuaContext,
  LuaFunction,
  type LuaModule,
  LuaTable,
  type LuaValue,
  type Native,
  type NativeFunction,
  type NativeResult,
  numberArgument,
  textArgument,
  toData,
  waits,
  wrongType,
} from "../../lua/api/mod.ts";
import { typeSearchAttributes } from "./options/search_attributes.ts";
import { makeWorkflowExec } from "./process/spawn_command.ts";
import { waitFor } from "./command.ts";
import { controlOf, type UpdateHandler, type WorkflowControl } from "./workflow_control.ts";

/** Queries that every workflow answers; Temporal's own begin with `__`. */
const RESERVED_QUERIES = ["pid", "state"];

/** `workflow.info()`: what is known of the run; nil outside workflows. */
const info: NativeFunction = (_, { world, state }) => {
  const fields = world.workflowInfo?.();
  return fields && fromData(fields, state);
};

const version: NativeFunction = (args, { world, scheduler }) => {
  const changeId = textArgument(args, 1, "version");
  const min = numberArgument(args, 2, "version");
  const max = numberArgument(args, 3, "version");
  if (changeId === "") return failure("Invalid", "change ID required");
  if (min > max) return failure("Invalid", "min_supported cannot be greater than max_supported");
  const control = controlOf(world);
  if (!control) return max;
  scheduler.requireWritable();
  return control.version(changeId, min, max);
};

const attrs: NativeFunction = (args, { world, scheduler }) => {
  const control = controlOf(world);
  if (!control) return failure("Invalid", "workflow.attrs only available in workflow context");
  scheduler.requireWritable();
  const [fields] = args;
  if (!(fields instanceof LuaTable)) throw wrongType(args, 1, "attrs", "table");
  const search = fields.get(ascii("search"));
  const memo = fields.get(ascii("memo"));
  if (search === undefined && memo === undefined) return failure("Invalid", "at least one of search or memo required");
  const result = orError(() => {
    const attributes = search !== undefined && typeSearchAttributes(mapOf(search, "search"));
    const texts = memo !== undefined && mapOf(memo, "memo");
    if (attributes && attributes.size > 0) control.upsertSearchAttributes(attributes);
    if (texts && texts.size > 0) control.upsertMemo(texts);
    return true;
  });
  return result instanceof AppError ? [undefined, new ErrorValue(result)] : true;
};

function mapOf(value: LuaValue, name: string): ReadonlyMap<ByteString, Data> {
  const data = value instanceof LuaTable ? toData(value) : undefined;
  if (data instanceof Map) return data;
  if (Array.isArray(data) && data.length === 0) return new Map();
  throw new AppError(text`${name} must be a table`, { kind: "Invalid", retryable: false });
}

/** A function of the module that works in workflows only. */
function inWorkflow(
  name: string,
  body: (args: LuaValue[], control: WorkflowControl, context: LuaContext) => NativeResult,
): NativeFunction {
  return (args, context) => {
    const control = controlOf(context.world);
    if (!control) return failure("Invalid", text`workflow.${name} only available in workflow context`);
    context.scheduler.requireWritable();
    return body(args, control, context);
  };
}

function onQuery(args: LuaValue[], control: WorkflowControl): NativeResult {
  const name = textArgument(args, 1, "on_query");
  if (name === "") return failure("Invalid", "query name cannot be empty");
  if (RESERVED_QUERIES.includes(name) || name.startsWith("__")) {
    return failure("Invalid", text`the query "${name}" cannot be replaced`);
  }
  control.onQuery(name, functionArgument(args, 2, "on_query"));
  return true;
}

function onUpdate(args: LuaValue[], control: WorkflowControl, { scheduler }: LuaContext): NativeResult {
  const name = textArgument(args, 1, "on_update");
  if (name === "") return failure("Invalid", "update name cannot be empty");
  if (name.startsWith("__")) return failure("Invalid", text`the update name "${name}" is reserved`);
  const handler = args[1] instanceof LuaFunction ? { handle: args[1] } : handlerOf(args);
  scheduler.hold();
  control.onUpdate(name, handler);
  return true;
}

function handlerOf(args: LuaValue[]): UpdateHandler {
  const [, table] = args;
  if (!(table instanceof LuaTable)) throw wrongType(args, 2, "on_update", "table or function");
  const handle = table.get(ascii("handle"));
  const validate = table.get(ascii("validate"));
  if (!(handle instanceof LuaFunction)) throw badArgument(2, "on_update", "field 'handle' must be a function");
  if (validate !== undefined && !(validate instanceof LuaFunction)) {
    throw badArgument(2, "on_update", "field 'validate' must be a function");
  }
  return { handle, validate };
}

function functionArgument(args: LuaValue[], position: number, name: string): LuaFunction {
  const value = args[position - 1];
  if (value instanceof LuaFunction) return value;
  throw wrongType(args, position, name, "function");
}

const exec = waits((args, { world }) => {
  if (controlOf(world)) return waitFor(makeWorkflowExec(args));
  return failure("Invalid", "workflow.exec outside workflow context not yet supported");
});

const MEMBERS: Readonly<Record<string, Native>> = {
  info,
  version,
  attrs,
  exec,
  history_length: (_, { world }) => controlOf(world)?.historyLength ?? 0,
  history_size: (_, { world }) => controlOf(world)?.historySize ?? 0,
  on_query: inWorkflow("on_query", onQuery),
  on_update: inWorkflow("on_update", onUpdate),
  set_state: inWorkflow("set_state", ([value], control) => {
    const state = orError(() => toData(value));
    if (state instanceof AppError) return [undefined, new ErrorValue(state)];
    control.setState(state);
    return true;
  }),
};

/** The `workflow` module (spec/temporal-workflows.md §12, architecture.md §1). */
export const workflowModule: LuaModule = {
  name: "workflow",
  world: "any",
  members: MEMBERS,
  open: ({ state }) => state.createLibrary(MEMBERS),
};
