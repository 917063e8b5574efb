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

interface Ready {
  readonly thread: LuaThread;
  readonly values: LuaValue[];
}

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
  /** Commands whose replies are awaited. */
  readonly #pending = new Set<Command>();
  /** For each coroutine asleep in a {@linkcode Wait}: how to wake it early. */
  readonly #waits = new Map<LuaThread, (values: LuaValue[]) => void>();
  /** Who wants to know of the end of a coroutine. */
  readonly #watchers = new Map<LuaThread, (end: CoroutineEnd) => void>();
  #holds = 0;
  #isReading = false;
  #main: LuaThread | undefined;
  #end: RunState | undefined;

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
    this.#begin(command, reply, false);
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

  /** Wakes every coroutine that waits at a channel with these results; {@linkcode run} must follow. */
  abandonWaits(...values: LuaValue[]): void {
    for (const wake of [...this.#waits.values()]) wake(values);
  }

  /** Runs until every coroutine is blocked, the main one has ended, one has raised an error, or the slice is used up. */
  run(): RunState {
    while (this.#end === undefined) {
      const next = this.#ready.shift();
      if (next === undefined) return this.#idle();
      const outcome = next.thread.resume(next.values);
      switch (outcome.type) {
        case "preempted":
          this.#ready.unshift({ thread: next.thread, values: [] });
          return outcome;
        case "suspended":
          this.#suspend(next.thread, outcome.command);
          break;
        case "returned":
          this.#threads.delete(next.thread);
          if (next.thread === this.#main) this.#end = outcome;
          else this.#tellWatcher(next.thread, outcome);
          break;
        case "raised":
          if (!this.#tellWatcher(next.thread, outcome)) this.#end = outcome;
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

  #begin(command: Command, reply: (...values: LuaValue[]) => void, waits: boolean): void {
    this.#pending.add(command);
    this.#executor.execute(command, (...values) => {
      this.#pending.delete(command);
      reply(...values);
    }, waits);
  }

  #suspend(thread: LuaThread, command: Command | Wait): void {
    const wake = (values: LuaValue[]) => this.#ready.push({ thread, values });
    if (!(command instanceof Wait)) return this.#begin(command, (...values) => wake(values), true);
    let awake = false;
    const wakeOnce = (values: LuaValue[]) => {
      if (awake) return;
      awake = true;
      this.#waits.delete(thread);
      wake(values);
    };
    const withdraw = command.begin((...values) => wakeOnce(values));
    if (awake) return;
    this.#waits.set(thread, (values) => {
      withdraw();
      wakeOnce(values);
    });
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
