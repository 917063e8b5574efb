import { AppError, fromByteString } from "../../base/mod.ts";
import {
  ErrorValue,
  failure,
  fromData,
  type LuaContext,
  type LuaModule,
  LuaTable,
  type LuaValue,
  type NativeFunction,
  type NativeResult,
  optionalTableArgument,
  stringArgument,
  Suspension,
  tableArgument,
  toData,
  Wait,
} from "../../lua/mod.ts";
import type { StopCommand, UpgradeCommand } from "./command.ts";
import { orError } from "./or_error.ts";
import { type Process, processOf } from "./process_world.ts";
import { makeExec, makeSpawn, NO_SPAWN_SETTINGS, withContext, withOptions } from "./spawn_command.ts";
import { Spawner } from "./spawner.ts";
import { waitFor } from "./wait_for.ts";

/** Kinds of events (contract/temporal-workflows.md §5). */
export const PROCESS_EVENTS = { CANCEL: "pid.cancel", EXIT: "pid.exit", LINK_DOWN: "pid.link.down" };

/** What a workflow cannot do (contract/temporal-workflows.md §6). */
const UNSUPPORTED: Readonly<Record<string, string>> = {
  monitor: "process.monitor not supported in workflow context: child workflows are automatically monitored",
  unmonitor: "process.unmonitor not supported in workflow context",
  link: "process.link not supported in workflow context: Temporal doesn't support bidirectional linking",
  unlink: "process.unlink not supported in workflow context",
};

type ProcessFunction = (args: LuaValue[], process: Process, context: LuaContext) => NativeResult;

const MEMBERS: Readonly<Record<string, ProcessFunction>> = {
  pid: (_, { pid }) => pid,
  listen(args, { mailbox }, context) {
    context.scheduler.requireWritable();
    const topic = stringArgument(args, 1, "listen");
    if (topic === "") return failure("Invalid", "topic cannot be empty");
    if (topic.startsWith("@")) return failure("Invalid", "cannot listen to @ topics");
    const isMessages = optionalTableArgument(args, 2, "listen")?.get("message") === true;
    return mailbox.listen(topic, isMessages, context);
  },
  unlisten([channel], { mailbox }, { scheduler }) {
    scheduler.requireWritable();
    if (mailbox.unlisten(channel)) return true;
    const [, error] = failure("Invalid", "process.unlisten: the channel is no listener's");
    return [false, error];
  },
  inbox(_, { mailbox }, context) {
    context.scheduler.requireWritable();
    return mailbox.inbox(context);
  },
  events(_, { mailbox }, context) {
    context.scheduler.requireWritable();
    return mailbox.events(context);
  },
  send: (args) => send(args),
  spawn: (args) => spawn("spawn", args),
  spawn_monitored: (args) => spawn("spawn_monitored", args),
  spawn_linked: (args) => spawn("spawn_linked", args),
  spawn_linked_monitored: (args) => spawn("spawn_linked_monitored", args),
  exec: (args) => waitFor(makeExec(args, NO_SPAWN_SETTINGS)),
  cancel: (args) => stop("cancel", args),
  terminate: (args) => stop("terminate", args),
  upgrade,
  with_context: (args, _, context) => {
    return new Spawner(withContext(NO_SPAWN_SETTINGS, tableArgument(args, 1, "with_context"), context));
  },
  with_options: (args, _, context) => {
    return new Spawner(withOptions(NO_SPAWN_SETTINGS, tableArgument(args, 1, "with_options"), context));
  },
  get_options: (_args, _process, { state }) => fromData(new Map([["trap_links", false]]), state),
  set_options: ([options]) => {
    const problem = problemOf(options);
    return problem === undefined ? true : [false, failure("Invalid", problem)[1]];
  },
  ...Object.fromEntries(
    Object.entries(UNSUPPORTED).map(([name, message]) => [name, () => failure("Invalid", message)]),
  ),
};

function spawn(name: string, args: LuaValue[]): NativeResult {
  if (args.length < 2) return failure("Invalid", `${name} requires at least id and host arguments`);
  return waitFor(makeSpawn(name, args, NO_SPAWN_SETTINGS));
}

function send(args: LuaValue[]): NativeResult {
  if (args.length < 2) return failure("Invalid", "send requires at least destination and topic arguments");
  const destination = fromByteString(stringArgument(args, 1, "send"));
  const topic = stringArgument(args, 2, "send");
  if (topic === "") return failure("Invalid", "topic cannot be empty");
  if (topic.startsWith("@")) return failure("Invalid", "cannot send to @ topics");
  return waitFor(orError(() => ({ type: "send", destination, topic, values: args.slice(2).map(toData) })));
}

function stop(name: "cancel" | "terminate", args: LuaValue[]): NativeResult {
  const destination = fromByteString(stringArgument(args, 1, name));
  const reason = args[1] === undefined ? "" : fromByteString(stringArgument(args, 2, name));
  const command: StopCommand = { type: `${name}_process`, destination, reason };
  return waitFor(command);
}

/** Never returns: no coroutine of the run goes on. */
function upgrade(args: LuaValue[], _: Process, { scheduler }: LuaContext): NativeResult {
  const target = args[0] === undefined ? undefined : fromByteString(stringArgument(args, 1, "upgrade"));
  if (target === "") return failure("Invalid", "process ID required");
  const command = orError((): UpgradeCommand => ({ type: "upgrade", target, args: args.slice(1).map(toData) }));
  if (command instanceof AppError) return [undefined, new ErrorValue(command)];
  scheduler.issue(command, () => {});
  scheduler.stop();
  return new Suspension(new Wait(() => () => {}));
}

/** What is wrong with the argument of `set_options` (contract/lua-modules.md §5). */
function problemOf(options: LuaValue): string | undefined {
  if (!(options instanceof LuaTable)) return "options parameter must be a table";
  for (const [key, value] of options.entries()) {
    if (key !== "trap_links") {
      return `option ${typeof key === "string" ? fromByteString(key) : String(key)} is not supported`;
    }
    if (typeof value !== "boolean") return "trap_links must be a boolean";
  }
  return undefined;
}

/** Outside workflows scripts are no processes yet. */
function member(name: string, body: ProcessFunction): NativeFunction {
  return (args, context) => {
    const process = processOf(context.world);
    return process
      ? body(args, process, context)
      : failure("Invalid", `process.${name} is not supported yet outside workflows`);
  };
}

const REGISTRY_SCOPES = { LOCAL: 0, EVENTUAL: 1, CONSISTENT: 2, STRONG: 3 };

/** Names of processes are known to one runtime only, so workflows have none. */
const registry: Readonly<Record<string, NativeFunction>> = Object.fromEntries(
  ["register", "lookup", "unregister"].map((name) => [
    name,
    member(`registry.${name}`, () => failure("Invalid", `process.registry.${name} not supported in workflow context`)),
  ]),
);

const members: Readonly<Record<string, NativeFunction>> = {
  ...Object.fromEntries(Object.entries(MEMBERS).map(([name, body]) => [name, member(name, body)])),
  id: (_, { world }) => world.entryId,
};

/** The `process` module (contract/lua-modules.md §5); a global in every script. */
export const processModule: LuaModule = {
  name: "process",
  world: "any",
  open: ({ state }) =>
    state.createLibrary({
      ...members,
      event: state.createLibrary(PROCESS_EVENTS),
      registry: state.createLibrary({ ...registry, ...REGISTRY_SCOPES }),
    }),
};
