import { ascii } from "../../base/mod.ts";
import {
  type Command,
  type Fault,
  LuaError,
  type LuaFunction,
  type LuaState,
  type LuaThread,
  type LuaValue,
  type NativeScheduler,
  type Outcome,
  READ_ONLY,
  Wait,
} from "../api/mod.ts";

/** Carries out commands: as Temporal commands in a workflow, as real effects elsewhere. */
export interface CommandExecutor {
  /**
   * Begins `command`. `reply` is called once, now or later, with what the Lua call returns; a late call must be followed
   * by {@linkcode Scheduler.run}.
   *
   * @param waits a coroutine sleeps until the reply; false for a command that a native only issued
   */
  execute(command: Command, reply: (...values: LuaValue[]) => void, waits: boolean): void;
  /** Gives up a command that it executes, without a reply; one that has been answered is ignored. */
  withdraw(command: Command): void;
}

/** What {@linkcode Scheduler.run} left behind. */
export type RunState =
  | { readonly type: "blocked" }
  | { readonly type: "preempted" }
  | { readonly type: "stopped" }
  | { readonly type: "returned"; readonly values: LuaValue[] }
  | { readonly type: "raised"; readonly value: LuaValue; readonly traceback: string[] }
  | { readonly type: "faulted"; readonly fault: Fault };

/** How a coroutine ended that somebody watches: see {@linkcode Scheduler.spawn}. */
export type CoroutineEnd = Extract<Outcome, { type: "returned" | "raised" }>;

/** A coroutine that can go on: with these values, or with an error that the call raises in which it waited. */
interface Ready {
  readonly thread: LuaThread;
  readonly values: LuaValue[];
  readonly error?: LuaValue;
}

/** Makes the error that a cut wait raises, of where the coroutine waits. */
export type CutError = (traceback: string[]) => LuaValue;

/**
 * Owns the coroutines of one state. It is FIFO and single-threaded, so that the order of everything is defined
 * (spec/temporal-workflows.md §11).
 */
export class Scheduler implements NativeScheduler {
  readonly #state: LuaState;
  readonly #executor: CommandExecutor;
  /** Coroutines that have not ended, in the order of their creation. */
  readonly #threads = new Set<LuaThread>();
  readonly #ready: Ready[] = [];
  /** Commands whose replies are awaited, each with the coroutine that sleeps until then, if one does. */
  readonly #pending = new Map<Command, LuaThread | undefined>();
  /** For each coroutine asleep in a {@linkcode Wait}: takes the wait back. */
  readonly #waits = new Map<LuaThread, () => void>();
  /** Who wants to know of the end of a coroutine. */
  readonly #watchers = new Map<LuaThread, (end: CoroutineEnd) => void>();
  #holds = 0;
  #isReading = false;
  #main: LuaThread | undefined;
  #end: RunState | undefined;
  #cutError: CutError | undefined;
  /** The errors that cut waits have raised. */
  readonly #cuts = new Set<LuaValue>();

  constructor(state: LuaState, executor: CommandExecutor) {
    this.#state = state;
    this.#executor = executor;
  }

  /**
   * Queues a concurrent coroutine; the caller goes on first. The first coroutine is the main one: its end is the end of
   * the run.
   *
   * @param ended takes the coroutine's results or its error, which then does not end the run
   */
  spawn(fn: LuaFunction, args: LuaValue[], ended?: (end: CoroutineEnd) => void): LuaThread {
    this.requireWritable();
    const thread = this.#state.createThread(fn);
    if (ended) this.#watchers.set(thread, ended);
    else this.#main ??= thread;
    this.#threads.add(thread);
    this.#ready.push({ thread, values: args });
    return thread;
  }

  /** Hands a command to the executor on behalf of a native that does not wait. */
  issue(command: Command, reply: (...values: LuaValue[]) => void): void {
    this.requireWritable();
    this.#begin(command, reply);
  }

  /** Takes a pending command back: no reply to it comes any more. */
  withdraw(command: Command): void {
    this.requireWritable();
    this.#pending.delete(command);
    this.#executor.withdraw(command);
  }

  /**
   * Says that something outside, such as a subscription, may still wake the run, so that it is no deadlock when all
   * coroutines are blocked.
   *
   * @returns a function that takes this back
   */
  hold(): () => void {
    this.#holds++;
    let held = true;
    return () => {
      if (held) this.#holds--;
      held = false;
    };
  }

  /** Ends the run where it stands: no coroutine goes on. */
  stop(): void {
    this.#end = { type: "stopped" };
  }

  /**
   * Calls a function that may only look, such as a query handler, while no coroutine runs: an attempt to wait, to issue a
   * command, to touch a channel or to change what was there before raises an error in it.
   *
   * @param args makes its arguments, which it may change
   */
  read(fn: LuaFunction, args: () => LuaValue[]): CoroutineEnd | Extract<Outcome, { type: "faulted" }> {
    this.#isReading = true;
    try {
      const thread = this.#state.createThread(fn);
      const outcome = this.#state.lookOnly(fn, () => thread.resume(args()));
      if (outcome.type === "returned" || outcome.type === "raised" || outcome.type === "faulted") return outcome;
      return { type: "raised", value: ascii(READ_ONLY), traceback: thread.traceback() };
    } finally {
      this.#isReading = false;
    }
  }

  /** Whether the code that runs may only look. */
  get isReading(): boolean {
    return this.#isReading;
  }

  /**
   * Called by natives before they change anything of the run.
   *
   * @throws {LuaError} inside {@linkcode read}
   */
  requireWritable(): void {
    if (this.#isReading) throw new LuaError(READ_ONLY);
  }

  /**
   * Cuts every wait, those under way and those that would begin: the call raises an error. {@linkcode run} must follow. A
   * coroutine other than the main one that does not catch the error just ends. Commands that were only issued go on.
   */
  cutWaits(cutError: CutError): void {
    this.#cutError = cutError;
    const asleep = new Set<LuaThread>(this.#waits.keys());
    for (const withdraw of this.#waits.values()) withdraw();
    this.#waits.clear();
    for (const [command, thread] of [...this.#pending]) {
      if (!thread) continue;
      asleep.add(thread);
      this.#pending.delete(command);
      this.#executor.withdraw(command);
    }
    for (const thread of this.#threads) if (asleep.has(thread)) this.#cut(thread, cutError);
  }

  /** Runs until every coroutine is blocked, the main one has ended, one has raised an error, or the slice is used up. */
  run(): RunState {
    while (this.#end === undefined) {
      const next = this.#ready.shift();
      if (next === undefined) return this.#idle();
      const { thread, values, error } = next;
      const outcome = error === undefined ? thread.resume(values) : thread.raise(error);
      switch (outcome.type) {
        case "preempted":
          this.#ready.unshift({ thread, values: [] });
          return outcome;
        case "suspended":
          this.#suspend(thread, outcome.command);
          break;
        case "returned":
          this.#threads.delete(thread);
          if (thread === this.#main) this.#end = outcome;
          else this.#tellWatcher(thread, outcome);
          break;
        case "raised":
          if (this.#tellWatcher(thread, outcome)) break;
          if (thread !== this.#main && this.#cuts.has(outcome.value)) this.#threads.delete(thread);
          else this.#end = outcome;
          break;
        default:
          this.#end = outcome;
      }
    }
    return this.#end;
  }

  /** Lua tracebacks of all coroutines that have not ended, oldest first. */
  tracebacks(): string[][] {
    return [...this.#threads].map((thread) => thread.traceback());
  }

  #tellWatcher(thread: LuaThread, end: CoroutineEnd): boolean {
    const watcher = this.#watchers.get(thread);
    if (!watcher) return false;
    this.#watchers.delete(thread);
    this.#threads.delete(thread);
    watcher(end);
    return true;
  }

  /** @param thread sleeps until the reply; absent for a command that a native only issued */
  #begin(command: Command, reply: (...values: LuaValue[]) => void, thread?: LuaThread): void {
    this.#pending.set(command, thread);
    this.#executor.execute(command, (...values) => {
      this.#pending.delete(command);
      reply(...values);
    }, thread !== undefined);
  }

  #suspend(thread: LuaThread, command: Command | Wait): void {
    if (this.#cutError) return this.#cut(thread, this.#cutError);
    if (!(command instanceof Wait)) {
      return this.#begin(command, (...values) => this.#ready.push({ thread, values }), thread);
    }
    let awake = false;
    const withdraw = command.begin((...values) => {
      if (awake) return;
      awake = true;
      this.#waits.delete(thread);
      this.#ready.push({ thread, values });
    });
    if (awake) return;
    this.#waits.set(thread, () => {
      awake = true;
      withdraw();
    });
  }

  #cut(thread: LuaThread, cutError: CutError): void {
    const error = cutError(thread.traceback());
    this.#cuts.add(error);
    this.#ready.push({ thread, values: [], error });
  }

  /** spec/temporal-workflows.md §11.2: blocked with nothing that could wake anybody is an error. */
  #idle(): RunState {
    if (this.#pending.size > 0 || this.#holds > 0 || this.#threads.size === 0) return { type: "blocked" };
    this.#end = {
      type: "raised",
      value: ascii("deadlock: all coroutines blocked and nothing pending that could wake one"),
      traceback: this.tracebacks().flatMap((frames, index) => [`coroutine ${index + 1}:`, ...frames]),
    };
    return this.#end;
  }
}
