import { AppError, type ByteString, type Data, toByteString } from "../base/mod.ts";
import type { NameCommand, ProcessCommand, SpawnCommand, WatchCommand } from "../modules/commands/mod.ts";
import { exitOf, resultOfExit } from "./exit.ts";
import { GoneProcess, processNotFound } from "./gone_process.ts";
import type { LocalHandle, ProcessNode } from "./process_node.ts";
import { reachProcess } from "./reach_process.ts";

/** The process that a command comes from. */
export interface Caller extends LocalHandle {
  readonly context: ReadonlyMap<ByteString, Data>;
}

/**
 * Carries out what a process asks about processes (spec/temporal-workflows.md §3, §4, §8).
 *
 * @param signal aborts when the caller waits no longer
 * @returns what the Lua call gives
 * @throws {AppError} what it gives as its error
 */
export async function processEffect(
  command: ProcessCommand,
  caller: Caller,
  node: ProcessNode,
  signal: AbortSignal,
): Promise<Data | undefined> {
  switch (command.type) {
    case "spawn":
      return await spawn(command, caller, node, signal);
    case "send":
    case "cancel_process":
    case "terminate_process":
      await reachProcess(command, caller.pid, node);
      return true;
    case "register_name":
    case "look_up_name":
    case "unregister_name":
      return name(command, caller, node);
    default:
      watch(command, caller, node);
      return true;
  }
}

async function spawn(
  { target, host, args, settings, waitsForResult, watches }: SpawnCommand,
  caller: Caller,
  node: ProcessNode,
  signal: AbortSignal,
): Promise<Data | undefined> {
  if (host === "") throw new AppError("host ID required", { kind: "Invalid", retryable: false });
  const context = new Map([...caller.context, ...settings.context]);
  const handle = await node.place(host).spawn({ target, args, settings, context, from: caller.pid });
  if (waitsForResult) return resultOfExit(await exitOf(handle, signal));
  for (const kind of watches) {
    caller.watches.add(kind, handle);
    if (kind === "link") node.local(handle.pid)?.watches.add("link", caller);
  }
  return toByteString(handle.pid);
}

/** Links of local processes hold in both directions; a workflow cannot be told of its linker's end. */
function watch({ type, destination }: WatchCommand, caller: Caller, node: ProcessNode): void {
  const handle = node.resolve(destination);
  const other = node.local(handle.pid);
  switch (type) {
    case "monitor":
      return caller.watches.add("monitor", handle);
    case "unmonitor":
      return caller.watches.remove("monitor", handle.pid);
    case "link":
      caller.watches.add("link", handle);
      return other?.watches.add("link", caller);
    case "unlink":
      caller.watches.remove("link", handle.pid);
      return other?.watches.remove("link", caller.pid);
  }
}

function name({ type, name, pid }: NameCommand, caller: Caller, node: ProcessNode): Data {
  const { names } = node;
  switch (type) {
    case "register_name": {
      const holder = pid === undefined ? caller : node.resolve(pid);
      // Nothing would ever take the name back.
      if (holder instanceof GoneProcess) throw processNotFound(holder.pid);
      names.register(name, holder.pid);
      return true;
    }
    case "unregister_name":
      return names.unregister(name);
    case "look_up_name": {
      const found = names.lookUp(name);
      if (found === undefined) throw new AppError("name not registered", { kind: "NotFound", retryable: false });
      return toByteString(found);
    }
  }
}
