import { AppError, type AppResources, type Clock, type Data, type Logger } from "../base/mod.ts";
import {
  errorOf,
  ErrorValue,
  Fault,
  fromData,
  type Instance,
  instantiate,
  type LuaProgram,
  resultOf,
} from "../lua/mod.ts";
import { globalModules } from "../modules/commands/mod.ts";
import { canceled } from "./canceled.ts";
import { HostInterpreter, type HostInterpreterOptions } from "./host_interpreter.ts";
import { HostWorld } from "./host_world.ts";
import type { TurnQueue } from "./turn_queue.ts";

/** How long a script may run before other work gets its turn. */
const SLICE_MILLISECONDS = 5;
/** How many of these a canceled script gets to clean up before it is ended by force. */
const SLICES_AFTER_CANCEL = 20;

/** What one call works with. */
export interface FunctionCallOptions {
  readonly program: LuaProgram;
  readonly args: readonly Data[];
  readonly context: ReadonlyMap<string, Data>;
  readonly signal: AbortSignal;
  readonly resources: AppResources;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly turns: TurnQueue;
  readonly call: HostInterpreterOptions["call"];
}

/** One call of a function, in a Lua state of its own, from its start to its result. */
export class FunctionCall {
  readonly #options: FunctionCallOptions;
  readonly #interpreter: HostInterpreter;
  readonly #result = Promise.withResolvers<Data | undefined>();
  #instance: Instance | undefined;
  #isQueued = false;
  #hasEnded = false;
  #slicesLeft = SLICES_AFTER_CANCEL;

  constructor(options: FunctionCallOptions) {
    this.#options = options;
    this.#interpreter = new HostInterpreter({
      clock: options.clock,
      resources: options.resources,
      context: options.context,
      call: options.call,
      wake: () => this.#enqueue(),
      fail: (error) => this.#end(() => this.#reject(error)),
    });
  }

  /** Runs the call once; see {@linkcode FunctionRunner.call}. When it settles, all that it began has ended too. */
  async run(): Promise<Data | undefined> {
    const { signal } = this.#options;
    const cancel = () => this.#cancel();
    signal.addEventListener("abort", cancel, { once: true });
    this.#enqueue();
    try {
      return await this.#result.promise;
    } finally {
      signal.removeEventListener("abort", cancel);
      await this.#interpreter.close();
      this.#instance?.context.state.close();
    }
  }

  #enqueue(): void {
    if (this.#isQueued || this.#hasEnded) return;
    this.#isQueued = true;
    this.#options.turns.enqueue(() => {
      this.#isQueued = false;
      if (!this.#hasEnded) this.#turn();
    });
  }

  #turn(): void {
    try {
      this.#instance ??= this.#start();
      this.#run(this.#instance);
    } catch (error) {
      this.#end(() => this.#reject(error));
    }
  }

  #start(): Instance {
    const { program, args, context, signal, clock, logger } = this.#options;
    if (signal.aborted) throw canceled();
    const instance = instantiate(program, {
      world: new HostWorld(program.entryId, clock, logger, context),
      interpreter: this.#interpreter,
      budget: { mode: "slice", milliseconds: SLICE_MILLISECONDS },
      globals: globalModules,
    });
    const { state } = instance.context;
    this.#interpreter.attach(state);
    instance.scheduler.spawn(instance.entry, args.map((data) => fromData(data, state)));
    return instance;
  }

  #run({ context, scheduler }: Instance): void {
    context.state.startTurn();
    const left = scheduler.run();
    switch (left.type) {
      case "returned":
        return this.#end(() => this.#result.resolve(resultOf(left.values)));
      case "raised":
        throw errorOf(left.value, left.traceback);
      case "faulted":
        throw left.fault;
      case "blocked":
        if (this.#options.signal.aborted) throw canceled(scheduler.tracebacks()[0]);
        return;
      case "preempted":
        if (this.#options.signal.aborted && this.#slicesLeft-- <= 0) throw canceled(scheduler.tracebacks()[0]);
        this.#enqueue();
    }
  }

  /** Wakes whatever waits, with `nil, err`; what is still blocked afterwards, or too busy to end, is ended by force. */
  #cancel(): void {
    this.#interpreter.cancel();
    if (this.#instance) {
      this.#instance.scheduler.hold();
      this.#instance.scheduler.abandonWaits(undefined, new ErrorValue(canceled()));
    }
    this.#enqueue();
  }

  #end(settle: () => void): void {
    this.#hasEnded = true;
    settle();
  }

  #reject(error: unknown): void {
    this.#result.reject(error instanceof AppError ? error : this.#explain(error));
  }

  /** A fault, or a bug of ours: the log has what a developer needs, the caller gets an error of the application's world. */
  #explain(error: unknown): AppError {
    const { message, stack } = error instanceof Error ? error : new Error(String(error));
    const luaStack = error instanceof Fault ? error.luaStack : undefined;
    const { entryId } = this.#options.program;
    if (!(error instanceof Fault && (error.reason === "budget" || error.reason === "memory"))) {
      this.#options.logger.log("error", `Internal error in "${entryId}": ${message}`, { entry: entryId, stack });
    }
    return new AppError(message, { kind: "Internal", retryable: false, stack: luaStack });
  }
}
