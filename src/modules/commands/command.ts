import { AppError, type ByteString, type Data } from "../../base/mod.ts";
import { ErrorValue, Suspension, type WaitingResult } from "../../lua/api/mod.ts";

/** Calls another entry: an activity in a workflow, an in-process call elsewhere. Replies `value` or `nil, err`. */
export interface CallCommand {
  readonly type: "call";
  /** Entry id, checked to have a namespace and a name. */
  readonly target: string;
  readonly args: readonly Data[];
  /** The executor's `with_options`, keys as the script wrote them. */
  readonly options: ReadonlyMap<ByteString, Data>;
  /** The executor's `with_context`. */
  readonly context: ReadonlyMap<ByteString, Data>;
}

/** Waits. Replies nothing, or `nil, err` when the wait was canceled. */
export interface SleepCommand {
  readonly type: "sleep";
  /** 0 and less: replies at once. */
  readonly nanoseconds: number;
}

/** Starts a timer behind `time.after`, `time.timer` or a ticker. Replies nothing when it fires; never, once canceled. */
export interface TimerCommand {
  readonly type: "timer";
  /** More than 0. */
  readonly nanoseconds: number;
}

/** Starts a workflow or process. Replies its pid once it runs, its result when `waitsForResult`, or `nil, err`. */
export interface SpawnCommand {
  readonly type: "spawn";
  /** Entry id, not empty. */
  readonly target: string;
  /** Id of a worker or process host, or a task queue; "" is the caller's own place. */
  readonly host: string;
  readonly args: readonly Data[];
  readonly settings: SpawnSettings;
  readonly waitsForResult: boolean;
  /** Whether the caller is told of the end; workflows are always told of their children's. */
  readonly watches: readonly ("monitor" | "link")[];
}

/** What a spawner adds to what it starts (spec/temporal-workflows.md §3.1). */
export interface SpawnSettings {
  /** Keys as the script wrote them. */
  readonly options: ReadonlyMap<ByteString, Data>;
  readonly context: ReadonlyMap<ByteString, Data>;
  readonly name?: string;
  /** Sent in order after the start. */
  readonly messages: readonly { readonly topic: string; readonly values: readonly Data[] }[];
}

/** Sends a message. Replies `true`, or `nil, err`. */
export interface SendCommand {
  readonly type: "send";
  /** A pid or a registered name. */
  readonly destination: string;
  /** Neither empty nor internal. */
  readonly topic: string;
  readonly values: readonly Data[];
}

/** Asks a process to end, or ends it. Replies `true`, or `nil, err`. */
export interface StopCommand {
  readonly type: "cancel_process" | "terminate_process";
  readonly destination: string;
  readonly reason: string;
}

/**
 * Begins or ends to watch a process (spec/temporal-workflows.md §4): a monitor tells its end, a link shares it. Replies
 * `true`, or `nil, err`.
 */
export interface WatchCommand {
  readonly type: "monitor" | "unmonitor" | "link" | "unlink";
  readonly destination: string;
}

/**
 * Works on the names of processes (spec/lua-modules.md §5). `register_name` replies `true`, `look_up_name` the pid, `unregister_name` whether there was such a name; or `nil, err`.
 */
export interface NameCommand {
  readonly type: "register_name" | "look_up_name" | "unregister_name";
  /** Not empty. */
  readonly name: string;
  /** Who gets the name; the caller when absent. */
  readonly pid?: string;
}

/** Begins the script anew, with other arguments or as another entry. Replies nothing: the run has ended. */
export interface UpgradeCommand {
  readonly type: "upgrade";
  /** Entry id; the same entry when absent. */
  readonly target: string | undefined;
  readonly args: readonly Data[];
}

/** What a script asks about processes, by type. */
export interface ProcessCommandTypes {
  spawn: SpawnCommand;
  send: SendCommand;
  cancel_process: StopCommand;
  terminate_process: StopCommand;
  monitor: WatchCommand;
  unmonitor: WatchCommand;
  link: WatchCommand;
  unlink: WatchCommand;
  register_name: NameCommand;
  look_up_name: NameCommand;
  unregister_name: NameCommand;
}

/** What a script can ask of every world, by type; host modules add theirs in modules/host. */
export interface WorldCommandTypes extends ProcessCommandTypes {
  call: CallCommand;
  sleep: SleepCommand;
  timer: TimerCommand;
  upgrade: UpgradeCommand;
}

declare module "../../lua/api/native.ts" {
  interface CommandTypes extends WorldCommandTypes {}
}

export type WorldCommand = WorldCommandTypes[keyof WorldCommandTypes];

export type ProcessCommand = ProcessCommandTypes[keyof ProcessCommandTypes];

/** Lets the calling coroutine wait for the reply to a command; a command that could not be made is `nil, err`. */
export function waitFor(command: WorldCommand | AppError): WaitingResult {
  return command instanceof AppError ? [undefined, new ErrorValue(command)] : new Suspension(command);
}
