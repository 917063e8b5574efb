import {
  AppError,
  type AppResources,
  type ByteString,
  canceled,
  type Clock,
  type Data,
  type Logger,
  onAbort,
} from "../base/mod.ts";
import type { LuaProgram } from "../lua/run/mod.ts";
import { NO_SPAWN_SETTINGS, SYSTEM_PID } from "../modules/commands/mod.ts";
import type { Terminal } from "../modules/host/mod.ts";
import { exitOf, resultOfExit } from "./exit.ts";
import { LocalProcess, type Surroundings } from "./local_process.ts";
import { resultOfProcess } from "./process_call.ts";
import type { ProcessHandle } from "./process_handle.ts";
import type { ProcessNode } from "./process_node.ts";
import { Slots } from "./slots.ts";
import { TurnQueue } from "./turn_queue.ts";

/** Functions that call functions, and so on: each level holds a Lua state. */
const MAX_DEPTH = 64;
/** Hosts of function calls, beside the entry's id (spec/temporal-workflows.md §2). */
const LUA_HOST = "#lua";

/** A process.lua that serves as a function. */
export interface CallableProcess {
  readonly program: LuaProgram;
  /** Id of the host that runs it; without one only calls from outside have a place for it. */
  readonly host: string | undefined;
}

export interface FunctionRunnerOptions {
  /** Where its calls are known as processes. */
  readonly node: ProcessNode;
  /** The code of a callable entry. */
  find(entryId: string): LuaProgram | undefined;
  /** The code of a process. @default there is none */
  findProcess?(entryId: string): CallableProcess | undefined;
  /** What the modules `env`, `registry` and `store` work on; they fail without it. @default none */
  readonly resources?: AppResources;
  readonly clock: Clock;
  readonly logger: Logger;
  /**
   * Most calls of that entry at one time; the others wait (spec/registry.md §2.2). No limit when absent. Calls that a
   * running function makes do not count: two that wait for each other's slots would wait for ever.
   */
  concurrency?(entryId: string): number | undefined;
}

export interface CallOptions {
  /**
   * Cancels the call: what it waits for answers `nil, err` of kind Canceled, and soon it is ended by force. A process gets a
   * CANCEL event, and goes on as long as it likes.
   */
  readonly signal: AbortSignal;
  /** Ends a process by force. */
  readonly kill?: AbortSignal;
  /** Context values (spec/temporal-activities.md §7); the calls that the function makes inherit them. */
  readonly context?: ReadonlyMap<ByteString, Data>;
}

/** A script to be run as a process. */
export interface ProcessStart {
  /** The first part of its pid. */
  readonly host: string;
  readonly program: LuaProgram;
  readonly args: readonly Data[];
  readonly context: ReadonlyMap<ByteString, Data>;
  /** What its module `io` works on. @default none */
  readonly terminal?: Terminal;
}

/** Runs functions and processes in this program, each in a fresh Lua state; busy ones take turns with the event loop. */
export class FunctionRunner {
  readonly #options: FunctionRunnerOptions;
  readonly #around: Surroundings;
  readonly #slots = new Map<string, Slots>();

  constructor(options: FunctionRunnerOptions) {
    const { node, resources = {}, clock, logger } = options;
    this.#options = options;
    this.#around = { node, resources, clock, logger, turns: new TurnQueue() };
  }

  /** All processes, those of its calls among them. */
  get node(): ProcessNode {
    return this.#options.node;
  }

  /**
   * Calls a function. When the promise settles, everything that the call began has ended: timers, requests, other calls.
   *
   * @returns its first result; undefined when it returned nothing
   * @throws {AppError} what the function returned or raised as an error; NotFound when there is no such function or entry
   * point, Canceled when the signal aborted and the function did not end on its own
   */
  async call(entryId: string, args: readonly Data[], options: CallOptions): Promise<Data | undefined> {
    if (this.#options.find(entryId)) return await this.#call(entryId, args, options, 0);
    const { host, program } = this.#findProcess(entryId);
    const { context = new Map() } = options;
    const handle = host === undefined
      ? this.start({ host: entryId, program, args, context })
      : await this.#spawnOn(host, entryId, args, options);
    return await resultOfProcess(handle, options);
  }

  /** Starts a script as a process; the functions that it calls are calls of their own. */
  start(start: ProcessStart): LocalProcess {
    const process = this.#create(start, 0);
    process.start();
    return process;
  }

  /** The code of a process. */
  processProgram(entryId: string): LuaProgram | undefined {
    return this.#options.findProcess?.(entryId)?.program;
  }

  #create({ host, program, args, context, terminal }: ProcessStart, depth: number): LocalProcess {
    return new LocalProcess({
      pid: this.#around.node.newPid(host),
      ...{ program, args, context, terminal },
      call: (target, args, context, signal) => this.#callFromScript(target, args, { signal, context }, depth + 1),
      find: (entryId) => this.processProgram(entryId) ?? this.#options.find(entryId),
    }, this.#around);
  }

  async #callFromScript(
    entryId: string,
    args: readonly Data[],
    options: CallOptions,
    depth: number,
  ): Promise<Data | undefined> {
    if (this.#options.find(entryId)) return await this.#call(entryId, args, options, depth);
    const { host } = this.#findProcess(entryId);
    if (host === undefined) throw refusal("NotFound", `no handler registered for "${entryId}": it has no default_host`);
    const handle = await this.#spawnOn(host, entryId, args, options);
    try {
      return resultOfExit(await exitOf(handle, options.signal));
    } finally {
      // The caller does not wait; whether the process goes on is its own decision. It may have ended already.
      if (options.signal.aborted) handle.cancel("the caller was canceled", SYSTEM_PID).catch(() => {});
    }
  }

  async #call(
    entryId: string,
    args: readonly Data[],
    { signal, context = new Map() }: CallOptions,
    depth: number,
  ): Promise<Data | undefined> {
    if (depth > MAX_DEPTH) throw refusal("Internal", `calls nested deeper than ${MAX_DEPTH} levels at "${entryId}"`);
    const release = depth > 0 ? undefined : await this.#slotsOf(entryId)?.acquire(signal);
    try {
      if (signal.aborted) throw canceled();
      const program = this.#options.find(entryId)!;
      const process = this.#create({ host: entryId + LUA_HOST, program, args, context }, depth);
      using _ = onAbort(signal, () => process.abort());
      process.start();
      return resultOfExit(await process.exit);
    } finally {
      release?.();
    }
  }

  async #spawnOn(
    host: string,
    target: string,
    args: readonly Data[],
    { context = new Map() }: CallOptions,
  ): Promise<ProcessHandle> {
    const request = { target, args, settings: NO_SPAWN_SETTINGS, context, from: SYSTEM_PID };
    return await this.#options.node.place(host).spawn(request);
  }

  #findProcess(entryId: string): CallableProcess {
    const process = this.#options.findProcess?.(entryId);
    if (process) return process;
    throw refusal("NotFound", `function "${entryId}" not found`);
  }

  #slotsOf(entryId: string): Slots | undefined {
    const size = this.#options.concurrency?.(entryId);
    if (size === undefined) return undefined;
    let slots = this.#slots.get(entryId);
    if (slots === undefined) this.#slots.set(entryId, slots = new Slots(size));
    return slots;
  }
}

function refusal(kind: "NotFound" | "Internal", message: string): AppError {
  return new AppError(message, { kind, retryable: false });
}
