import type { LuaState, LuaThread } from "./engine.ts";
import type { Command, Native } from "./native.ts";
import type { UserdataType } from "./userdata.ts";
import type { LuaFunction, LuaValue } from "./value.ts";
import type { World } from "./world.ts";

/** The part of the scheduler that native functions use. */
export interface NativeScheduler {
  /** Whether the code that runs may only look. */
  readonly isReading: boolean;
  /**
   * Called by natives before they change anything of the run.
   *
   * @throws {LuaError} while the code that runs may only look
   */
  requireWritable(): void;
  /**
   * Queues a concurrent coroutine; the caller goes on first.
   *
   * @param fn the coroutine's body
   * @param args its arguments
   */
  spawn(fn: LuaFunction, args: LuaValue[]): LuaThread;
  /**
   * Has a command carried out without waiting for it.
   *
   * @param reply called once, now or later, with the results of the command
   */
  issue(command: Command, reply: (...values: LuaValue[]) => void): void;
  /**
   * Takes a pending command back: no reply to it comes any more.
   *
   * @param command the very object that was issued
   * @throws {LuaError} while the code that runs may only look
   */
  withdraw(command: Command): void;
  /**
   * Says that something outside, such as a subscription, may still wake the run, so that it is no deadlock when all
   * coroutines are blocked.
   *
   * @returns a function that takes this back
   */
  hold(): () => void;
  /** Ends the run where it stands: no coroutine goes on. */
  stop(): void;
}

/** What a native function may know of the state that calls it. */
export interface LuaContext {
  readonly state: LuaState;
  readonly scheduler: NativeScheduler;
  readonly world: World;
}

/** Where a module may be declared (spec/lua-modules.md, column WF; registry.md §2.1). */
export type ModuleWorld = "any" | "host";

/** A builtin module that entries name in `modules`. */
export interface LuaModule {
  readonly name: string;
  /** `host` modules are refused in workflows. */
  readonly world: ModuleWorld;
  /**
   * Functions of the module's table, for the linter, which looks for those that wait: see {@linkcode waits}. @default none
   * waits
   */
  readonly members?: Readonly<Record<string, Native | LuaValue>>;
  /** Types of the objects that its functions give, or that those give in turn; as `members`. @default none has methods that wait */
  readonly types?: readonly UserdataType[];
  /** Makes the module's value for one state; called once per state that declares it. */
  open(context: LuaContext): LuaValue;
}

/** What code hears that tries to change something while it may only look: see {@linkcode Scheduler.read}. */
export const READ_ONLY = "queries and validators may only read: they cannot wait, start or change anything";
