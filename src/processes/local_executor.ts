import {
  AppError,
  type AppResources,
  type ByteString,
  canceled,
  type Clock,
  type Data,
  formatDuration,
  text,
  toByteString,
} from "../base/mod.ts";
import { type Command, type CommandTypes, ErrorValue, fromData, type LuaState, type LuaValue } from "../lua/api/mod.ts";
import type { CommandExecutor } from "../lua/run/mod.ts";
import { type CallCommand, OptionReader, type ProcessCommand, type UpgradeCommand } from "../modules/commands/mod.ts";
import {
  type HostCommandTypes,
  type HostEffect,
  hostEffects,
  isHostCommand,
  LuaReply,
  type Terminal,
} from "../modules/host/mod.ts";
import { type Caller, processEffect } from "./process_effect.ts";
import type { ProcessNode } from "./process_node.ts";

type Reply = (...values: LuaValue[]) => void;

/** A command that has begun and has not been answered. */
interface Operation {
  /** Frees what the operation holds; nothing is replied any more. */
  stop(): void;
  /** Absent for timers: nobody waits for their reply itself. */
  readonly reply?: Reply;
}

/** The commands that are no host module's. */
type OwnType = Exclude<keyof CommandTypes, keyof HostCommandTypes>;
type Handler<K extends OwnType> = (executor: LocalExecutor, command: CommandTypes[K], reply: Reply) => void;

/** What a {@linkcode LocalExecutor} works with. */
export interface LocalExecutorOptions {
  readonly clock: Clock;
  readonly resources: AppResources;
  /** What the module `io` works on; it fails without one. */
  readonly terminal?: Terminal;
  /** Calls another entry in the same process. */
  call(
    target: string,
    args: Data[],
    context: ReadonlyMap<ByteString, Data>,
    signal: AbortSignal,
  ): Promise<Data | undefined>;
  /** The process that the executor serves; its own calls inherit its context values. */
  readonly caller: Caller;
  readonly node: ProcessNode;
  /** The script ends and begins anew. */
  upgrade(command: UpgradeCommand): void;
  /** A late reply came: the scheduler must run. */
  wake(): void;
  /** One of our own parts failed. */
  fail(error: unknown): void;
}

/** Carries out the commands of one process with real effects; its twin in workflow/ makes Temporal commands of them. */
export class LocalExecutor implements CommandExecutor {
  static readonly #handlers: { readonly [K in OwnType]: Handler<K> } = {
    sleep(executor, command, reply) {
      if (command.nanoseconds <= 0) return reply();
      executor.#wait(command, command.nanoseconds, reply, reply);
    },
    timer: (executor, command, reply) => executor.#wait(command, command.nanoseconds, reply),
    call: (executor, command, reply) => executor.#call(command, reply),
    upgrade: (executor, command) => executor.#options.upgrade(command),
    seed: () => {
      throw new Error("Functions and processes draw their random bytes themselves");
    },
    spawn: LocalExecutor.#askNode,
    send: LocalExecutor.#askNode,
    cancel_process: LocalExecutor.#askNode,
    terminate_process: LocalExecutor.#askNode,
    monitor: LocalExecutor.#askNode,
    unmonitor: LocalExecutor.#askNode,
    link: LocalExecutor.#askNode,
    unlink: LocalExecutor.#askNode,
    register_name: LocalExecutor.#askNode,
    look_up_name: LocalExecutor.#askNode,
    unregister_name: LocalExecutor.#askNode,
  };

  readonly #options: LocalExecutorOptions;
  readonly #operations = new Map<Command, Operation>();
  readonly #tasks = new Set<Promise<void>>();
  readonly #ending = new AbortController();
  #state: LuaState | undefined;
  #isCanceled = false;

  constructor(options: LocalExecutorOptions) {
    this.#options = options;
  }

  /** Tells where the values of replies belong; before this no reply with a value can come. */
  attach(state: LuaState): void {
    this.#state = state;
  }

  execute(command: Command, reply: Reply): void {
    if (this.#isCanceled) return command.type === "timer" ? undefined : reply(undefined, new ErrorValue(canceled()));
    if (isHostCommand(command)) this.#effect(command.type, command, reply);
    else this.#carryOut(command.type, command, reply);
  }

  withdraw(command: Command): void {
    this.#operations.get(command)?.stop();
    this.#operations.delete(command);
  }

  /** Answers everything pending, and all that may still be issued, with `nil, err` of kind Canceled. */
  cancel(): void {
    this.#isCanceled = true;
    this.#ending.abort();
    for (const [command, operation] of [...this.#operations]) {
      this.withdraw(command);
      operation.reply?.(undefined, new ErrorValue(canceled()));
    }
  }

  /** Ends everything without answers; resolves when all effects and calls have really ended. */
  async close(): Promise<void> {
    this.#isCanceled = true;
    this.#ending.abort();
    for (const command of [...this.#operations.keys()]) this.withdraw(command);
    await Promise.all(this.#tasks);
  }

  #wait(command: Command, nanoseconds: number, done: Reply, reply?: Reply): void {
    const stop = this.#options.clock.after(nanoseconds / 1e6, () => this.#answer(command, done, []));
    this.#operations.set(command, { stop, reply });
  }

  #answer(command: Command, reply: Reply, values: LuaValue[]): void {
    if (!this.#operations.delete(command)) return;
    reply(...values);
    this.#options.wake();
  }

  #call(command: CallCommand, reply: Reply): void {
    const timeout = timeoutOf(command);
    if (timeout instanceof AppError) return reply(undefined, new ErrorValue(timeout));
    const context = new Map([...this.#options.caller.context, ...command.context]);
    this.#begin(command, reply, async (signal) => {
      const stopTimer = timeout === undefined ? undefined : this.#limit(command, timeout, reply);
      try {
        return await this.#options.call(command.target, [...command.args], context, signal);
      } finally {
        stopTimer?.();
      }
    });
  }

  /** Gives up a call after its time: the caller goes on at once, the callee is canceled. */
  #limit(command: CallCommand, milliseconds: number, reply: Reply): () => void {
    return this.#options.clock.after(milliseconds, () => {
      const message = text`call of "${command.target}" timed out after ${formatDuration(milliseconds * 1e6)}`;
      this.#operations.get(command)?.stop();
      this.#answer(command, reply, [
        undefined,
        new ErrorValue(new AppError(message, { kind: "Timeout", retryable: false })),
      ]);
    });
  }

  #carryOut<K extends OwnType>(type: K, command: CommandTypes[K], reply: Reply): void {
    LocalExecutor.#handlers[type](this, command, reply);
  }

  #effect<K extends keyof HostCommandTypes>(type: K, command: HostCommandTypes[K], reply: Reply): void {
    const { clock, resources, terminal } = this.#options;
    const callSignal = this.#ending.signal;
    const effect: HostEffect<HostCommandTypes[K]> = hostEffects[type];
    this.#begin(command, reply, (signal) => effect(command, { signal, callSignal, clock, resources, terminal }));
  }

  static #askNode(executor: LocalExecutor, command: ProcessCommand, reply: Reply): void {
    const { caller, node } = executor.#options;
    executor.#begin(command, reply, (signal) => processEffect(command, caller, node, signal));
  }

  #begin(command: Command, reply: Reply, work: (signal: AbortSignal) => Promise<Data | LuaReply | undefined>): void {
    const controller = new AbortController();
    this.#operations.set(command, { stop: () => controller.abort(), reply });
    const task = this.#finish(command, reply, work(controller.signal)).finally(() => this.#tasks.delete(task));
    this.#tasks.add(task);
  }

  async #finish(command: Command, reply: Reply, work: Promise<Data | LuaReply | undefined>): Promise<void> {
    try {
      const result = await work;
      this.#answer(command, reply, this.#valuesOf(result));
    } catch (error) {
      if (error instanceof AppError) this.#answer(command, reply, [undefined, new ErrorValue(error)]);
      else this.#options.fail(error);
    }
  }

  #valuesOf(result: Data | LuaReply | undefined): LuaValue[] {
    if (result instanceof LuaReply) return result.make(this.#state!);
    return result === undefined ? [] : [fromData(result, this.#state!)];
  }
}

/** The option `timeout` of an in-process call (spec/lua-modules.md §6), in milliseconds. */
function timeoutOf({ target, options }: CallCommand): number | undefined | AppError {
  try {
    return new OptionReader("", (key) => options.get(toByteString(key))).positiveDuration("timeout");
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return new AppError(text`invalid call options for ${target}: ${error.message}`, {
      kind: "Invalid",
      retryable: false,
    });
  }
}
