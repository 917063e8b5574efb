import {
  AppError,
  type AppResources,
  type ByteString,
  canceled,
  type Clock,
  type Data,
  type Logger,
  text,
  toError,
} from "../base/mod.ts";
import { errorOf, ErrorValue, Fault, fromData, type LuaState, type LuaValue, resultOf } from "../lua/api/mod.ts";
import { type Instance, instantiate, type LuaProgram } from "../lua/run/mod.ts";
import { cancelEvent, globalModules, Mailbox, type Process, type UpgradeCommand } from "../modules/commands/mod.ts";
import type { Terminal } from "../modules/host/mod.ts";
import { processNotFound } from "./gone_process.ts";
import { LocalExecutor, type LocalExecutorOptions } from "./local_executor.ts";
import { LocalWorld } from "./local_world.ts";
import type { Exit, OutgoingMessage } from "./process_handle.ts";
import type { LocalHandle, ProcessNode } from "./process_node.ts";
import type { TurnQueue } from "./turn_queue.ts";
import { Watches } from "./watches.ts";

/** How long a script may run before other work gets its turn. */
const SLICE_MILLISECONDS = 5;
/** How many of these an aborted script gets to clean up before it is ended by force. */
const SLICES_AFTER_ABORT = 20;

/** What all processes of an application share. */
export interface Surroundings {
  readonly node: ProcessNode;
  readonly resources: AppResources;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly turns: TurnQueue;
}

/** What one process works with. */
export interface LocalProcessOptions {
  readonly pid: string;
  readonly program: LuaProgram;
  readonly args: readonly Data[];
  readonly context: ReadonlyMap<ByteString, Data>;
  readonly call: LocalExecutorOptions["call"];
  /** What its module `io` works on. */
  readonly terminal?: Terminal;
  /** The code that `process.upgrade` names. */
  find(entryId: string): LuaProgram | undefined;
}

/** A script that runs in this program, in a Lua state of its own, from its start to its end. */
export class LocalProcess implements LocalHandle {
  readonly pid: string;
  readonly context: ReadonlyMap<ByteString, Data>;
  readonly watches: Watches;
  /** How it ended, when all that it had begun has ended too. */
  readonly exit: Promise<Exit>;
  readonly #around: Surroundings;
  readonly #options: LocalProcessOptions;
  readonly #watchers = new Set<(exit: Exit) => void>();
  readonly #settle: (exit: Exit) => void;
  #program: LuaProgram;
  #args: readonly Data[];
  #process: Process;
  #executor: LocalExecutor;
  #instance: Instance | undefined;
  /** What arrived while there was no state. */
  #early: ((state: LuaState) => void)[] = [];
  /** The events that the script has not received, to be made anew in another state. */
  readonly #events: ((state: LuaState) => LuaValue)[] = [];
  #isQueued = false;
  #isAborted = false;
  #wasWatched = false;
  #hasEnded = false;
  #exit: Exit | undefined;
  #upgrade: UpgradeCommand | undefined;
  #slicesLeft = SLICES_AFTER_ABORT;

  constructor(options: LocalProcessOptions, around: Surroundings) {
    const { promise, resolve } = Promise.withResolvers<Exit>();
    this.exit = promise;
    this.#settle = resolve;
    this.#options = options;
    this.#around = around;
    this.pid = options.pid;
    this.context = options.context;
    this.#program = options.program;
    this.#args = options.args;
    this.#process = { pid: this.pid, mailbox: new Mailbox(), trapLinks: false };
    this.#executor = this.#createExecutor();
    this.watches = new Watches({
      trapsLinks: () => this.#process.trapLinks === true,
      addEvent: (make) => this.#addEvent(make),
      fail: (error) => this.#end({ error }),
    });
  }

  /** Id of the entry whose code runs. */
  get entryId(): string {
    return this.#program.entryId;
  }

  /** Whether somebody wanted to know of the end. */
  get wasWatched(): boolean {
    return this.#wasWatched;
  }

  /** Makes the process known and queues its first turn. */
  start(): void {
    this.#around.node.add(this);
    this.#enqueue();
  }

  send({ topic, from, values }: OutgoingMessage): Promise<void> {
    if (this.#hasEnded) return Promise.reject(processNotFound(this.pid));
    this.#receive((state) => this.#process.mailbox.deliver({ topic, from, payloads: values }, state));
    return Promise.resolve();
  }

  cancel(reason: string, from: string): Promise<void> {
    if (this.#hasEnded) return Promise.reject(processNotFound(this.pid));
    const at = Number(this.#around.clock.now() / 1_000_000_000n);
    this.#addEvent((state) => cancelEvent(from, at, reason, state));
    return Promise.resolve();
  }

  terminate(): Promise<void> {
    if (this.#hasEnded) return Promise.reject(processNotFound(this.pid));
    // spec/registry.md §6: nobody ends the process of a command but who waits for it.
    if (!this.#options.terminal) this.kill();
    return Promise.resolve();
  }

  /** Ends the process where it stands. */
  kill(): void {
    this.#end({ error: new AppError("process terminated", { kind: "Canceled", retryable: false }) });
  }

  watch(onExit: (exit: Exit) => void): () => void {
    const exit = this.#exit;
    this.#wasWatched = true;
    this.#watchers.add(onExit);
    if (exit) {
      queueMicrotask(() => {
        if (this.#watchers.delete(onExit)) onExit(exit);
      });
    }
    return () => void this.#watchers.delete(onExit);
  }

  /**
   * Whatever waits now or later raises an error of kind Canceled; what is too busy to end is ended by force
   * (spec/temporal-activities.md §8.1).
   */
  abort(): void {
    if (this.#hasEnded) return;
    this.#isAborted = true;
    this.#instance?.scheduler.cutWaits((traceback) => new ErrorValue(canceled(traceback)));
    this.#executor.cancel();
    this.#enqueue();
  }

  #createExecutor(): LocalExecutor {
    const { node, clock, resources } = this.#around;
    return new LocalExecutor({
      ...{ node, clock, resources },
      caller: this,
      call: this.#options.call,
      terminal: this.#options.terminal,
      upgrade: (command) => this.#upgrade = command,
      wake: () => this.#enqueue(),
      fail: (error) => this.#fail(error),
    });
  }

  #receive(take: (state: LuaState) => void): void {
    if (this.#hasEnded) return;
    if (!this.#instance) return void this.#early.push(take);
    take(this.#instance.context.state);
    this.#enqueue();
  }

  #addEvent(make: (state: LuaState) => LuaValue): void {
    this.#receive((state) => {
      this.#process.mailbox.addEvent(make(state));
      this.#events.push(make);
      this.#forgetReadEvents();
    });
  }

  #forgetReadEvents(): void {
    this.#events.splice(0, this.#events.length - this.#process.mailbox.unreadEvents);
  }

  #enqueue(): void {
    if (this.#isQueued || this.#hasEnded || this.#upgrade) return;
    this.#isQueued = true;
    this.#around.turns.enqueue(() => {
      this.#isQueued = false;
      if (!this.#hasEnded) this.#turn();
    });
  }

  #turn(): void {
    try {
      this.#instance ??= this.#begin();
      this.#run(this.#instance);
    } catch (error) {
      this.#fail(error);
    }
  }

  #begin(): Instance {
    if (this.#isAborted) throw canceled();
    const { clock, logger } = this.#around;
    const instance = instantiate(this.#program, {
      world: new LocalWorld(this.#program.entryId, clock, logger, this.context, this.#process),
      executor: this.#executor,
      budget: { mode: "slice", milliseconds: SLICE_MILLISECONDS },
      globals: globalModules,
    });
    const { state } = instance.context;
    this.#executor.attach(state);
    for (const take of this.#early.splice(0)) take(state);
    instance.scheduler.spawn(instance.entry, this.#args.map((data) => fromData(data, state)));
    return instance;
  }

  #run({ context, scheduler }: Instance): void {
    context.state.startTurn();
    const left = scheduler.run();
    if (this.#hasEnded) return;
    switch (left.type) {
      case "returned":
        return this.#end({ value: resultOf(left.values) });
      case "raised":
        throw errorOf(left.value, left.traceback);
      case "faulted":
        throw left.fault;
      case "stopped":
        return void this.#startAnew(this.#upgrade!).catch((error) => this.#fail(error));
      case "blocked":
        if (this.#isAborted) throw canceled(scheduler.tracebacks()[0]);
        return;
      case "preempted":
        if (this.#isAborted && this.#slicesLeft-- <= 0) throw canceled(scheduler.tracebacks()[0]);
        this.#enqueue();
    }
  }

  /** `process.upgrade`: other code or arguments, the same process with its pid, names, watches and what is unread. */
  async #startAnew({ target, args }: UpgradeCommand): Promise<void> {
    const program = target === undefined ? this.#program : this.#options.find(target);
    if (!program) {
      throw new AppError(text`process "${target ?? this.entryId}" not found`, { kind: "NotFound", retryable: false });
    }
    const [instance, executor, { mailbox, trapLinks }] = [this.#instance!, this.#executor, this.#process];
    this.#instance = undefined;
    this.#forgetReadEvents();
    for (const make of this.#events.splice(0)) this.#addEvent(make);
    for (const message of mailbox.undelivered()) {
      this.#early.push((state) => this.#process.mailbox.deliver(message, state));
    }
    await executor.close();
    instance.context.state.close();
    if (this.#hasEnded) return;
    this.#program = program;
    this.#args = args;
    this.#process = { pid: this.pid, mailbox: new Mailbox(), trapLinks };
    this.#executor = this.#createExecutor();
    this.#upgrade = undefined;
    if (this.#isAborted) this.#executor.cancel();
    this.#enqueue();
  }

  #fail(error: unknown): void {
    this.#end({ error: error instanceof AppError ? error : this.#explain(error) });
  }

  #end(outcome: Pick<Exit, "value" | "error">): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.#around.node.names.forget(this.pid);
    this.watches.close();
    // One that ends itself is still running.
    this.#instance?.scheduler.stop();
    void this.#leave(outcome);
  }

  async #leave(outcome: Pick<Exit, "value" | "error">): Promise<void> {
    await this.#executor.close();
    this.#instance?.context.state.close();
    this.#around.node.remove(this);
    const exit = this.#exit = { at: this.#around.clock.now(), ...outcome };
    this.#settle(exit);
    for (const watcher of [...this.#watchers]) watcher(exit);
    this.#watchers.clear();
  }

  /** A fault, or a bug of ours: the log has what a developer needs, others get an error of the application's world. */
  #explain(error: unknown): AppError {
    const { message, stack } = toError(error);
    const luaStack = error instanceof Fault ? error.luaStack : undefined;
    const { entryId } = this.#program;
    if (!(error instanceof Fault && (error.reason === "budget" || error.reason === "memory"))) {
      this.#around.logger.log("error", text`Internal error in "${entryId}": ${message}`, { entry: entryId, stack });
    }
    return new AppError(message, { kind: "Internal", retryable: false, stack: luaStack });
  }
}
