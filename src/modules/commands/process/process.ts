import { AppError, ascii, fromByteString, isByteString, orError, text, toByteString } from "../../../base/mod.ts";
import {
  ErrorValue,
  failure,
  fromData,
  type LuaContext,
  type LuaModule,
  LuaTable,
  type LuaValue,
  ModuleType,
  type Native,
  optionalTableArgument,
  Suspension,
  tableArgument,
  textArgument,
  toData,
  typeName,
  Wait,
  type WaitingResult,
  waits,
} from "../../../lua/api/mod.ts";
import { channelType } from "../../../lua/run/mod.ts";
import { type StopCommand, type UpgradeCommand, waitFor, type WatchCommand } from "../command.ts";
import { Message } from "./message.ts";
import { EVENT_KINDS, eventType } from "./process_event.ts";
import { type Process, type ProcessFunction, processFunction } from "./process_world.ts";
import { processRegistry } from "./process_registry.ts";
import { makeExec, makeSpawn, NO_SPAWN_SETTINGS, withContext, withOptions } from "./spawn_command.ts";
import { Spawner, spawnerType } from "./spawner.ts";

const MEMBERS: Readonly<Record<string, ProcessFunction>> = {
  pid: (_, { pid }) => toByteString(pid),
  listen(args, { mailbox }, context) {
    context.scheduler.requireWritable();
    const topic = textArgument(args, 1, "listen");
    if (topic === "") return failure("Invalid", "topic cannot be empty");
    if (topic.startsWith("@")) return failure("Invalid", "cannot listen to @ topics");
    const isMessages = optionalTableArgument(args, 2, "listen")?.get(ascii("message")) === true;
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
  with_context: (args, _, context) => {
    return new Spawner(withContext(NO_SPAWN_SETTINGS, tableArgument(args, 1, "with_context"), context));
  },
  with_options: (args, _, context) => {
    return new Spawner(withOptions(NO_SPAWN_SETTINGS, tableArgument(args, 1, "with_options"), context));
  },
  get_options: (_, { trapLinks = false }, { state }) => fromData(new Map([[ascii("trap_links"), trapLinks]]), state),
  set_options([options], process, { scheduler }) {
    scheduler.requireWritable();
    const problem = problemOf(options);
    if (problem !== undefined) return [false, failure("Invalid", problem)[1]];
    const trapLinks = (options as LuaTable).get(ascii("trap_links"));
    if (process.trapLinks !== undefined && typeof trapLinks === "boolean") process.trapLinks = trapLinks;
    return true;
  },
};

/** Those that wait. */
const WAITING_MEMBERS: Readonly<Record<string, ProcessFunction<WaitingResult>>> = {
  send: (args) => send(args),
  spawn: (args) => spawn("spawn", args),
  spawn_monitored: (args) => spawn("spawn_monitored", args),
  spawn_linked: (args) => spawn("spawn_linked", args),
  spawn_linked_monitored: (args) => spawn("spawn_linked_monitored", args),
  exec: (args) => waitFor(makeExec(args, NO_SPAWN_SETTINGS)),
  cancel: (args) => stop("cancel", args),
  terminate: (args) => stop("terminate", args),
  monitor: (args) => watch("monitor", args),
  unmonitor: (args) => watch("unmonitor", args),
  link: (args) => watch("link", args),
  unlink: (args) => watch("unlink", args),
  upgrade,
};

function spawn(name: string, args: LuaValue[]): WaitingResult {
  if (args.length < 2) return failure("Invalid", text`${name} requires at least id and host arguments`);
  return waitFor(makeSpawn(name, args, NO_SPAWN_SETTINGS));
}

function send(args: LuaValue[]): WaitingResult {
  if (args.length < 2) return failure("Invalid", "send requires at least destination and topic arguments");
  const destination = textArgument(args, 1, "send");
  const topic = textArgument(args, 2, "send");
  if (topic === "") return failure("Invalid", "topic cannot be empty");
  if (topic.startsWith("@")) return failure("Invalid", "cannot send to @ topics");
  return waitFor(orError(() => ({ type: "send", destination, topic, values: args.slice(2).map(toData) })));
}

function stop(name: "cancel" | "terminate", args: LuaValue[]): WaitingResult {
  const destination = textArgument(args, 1, name);
  const hasReason = name === "cancel" && args[1] !== undefined;
  const reason = hasReason ? textArgument(args, 2, name) : "";
  const command: StopCommand = { type: `${name}_process`, destination, reason };
  return waitFor(command);
}

function watch(type: WatchCommand["type"], args: LuaValue[]): WaitingResult {
  return waitFor({ type, destination: textArgument(args, 1, type) });
}

/** Never returns: no coroutine of the run goes on. */
function upgrade(args: LuaValue[], _: Process, { scheduler }: LuaContext): WaitingResult {
  const target = args[0] === undefined ? undefined : textArgument(args, 1, "upgrade");
  if (target === "") return failure("Invalid", "process ID required");
  const command = orError((): UpgradeCommand => ({ type: "upgrade", target, args: args.slice(1).map(toData) }));
  if (command instanceof AppError) return [undefined, new ErrorValue(command)];
  scheduler.issue(command, () => {});
  scheduler.stop();
  return new Suspension(new Wait(() => () => {}));
}

/** What is wrong with the argument of `set_options` (spec/lua-modules.md §5). */
function problemOf(options: LuaValue): string | undefined {
  if (!(options instanceof LuaTable)) return "options parameter must be a table";
  for (const [key, value] of options.entries()) {
    if (key !== ascii("trap_links")) {
      return `option ${isByteString(key) ? fromByteString(key) : typeName(key)} is not supported`;
    }
    if (typeof value !== "boolean") return "trap_links must be a boolean";
  }
  return undefined;
}

const members: Readonly<Record<string, Native>> = {
  ...Object.fromEntries(Object.entries(MEMBERS).map(([name, body]) => [name, processFunction(name, body)] as const)),
  ...Object.fromEntries(
    Object.entries(WAITING_MEMBERS).map(([name, body]) => [name, waits(processFunction(name, body))] as const),
  ),
  id: (_, { world }) => toByteString(world.entryId),
};

const types = {
  Message: new ModuleType("process.Message", (value) => value instanceof Message),
  Event: eventType,
};

/** The `process` module (spec/lua-modules.md §5); a global in every script. */
export const processModule: LuaModule = {
  name: "process",
  world: "any",
  members,
  types: [spawnerType, channelType],
  open: ({ state }) =>
    state.createLibrary({
      ...members,
      ...types,
      event: state.createLibrary(EVENT_KINDS),
      registry: state.createLibrary(processRegistry),
    }),
};
