import type { SyntaxTree } from "../syntax/mod.ts";
import type { LuaContext } from "./context.ts";
import type { Fault } from "./fault.ts";
import type { LuaFunction, LuaTable, LuaValue } from "./value.ts";
import type { Command, Native, Wait } from "./native.ts";

/** Names the text of a chunk in positions and tracebacks. */
export interface ChunkName {
  readonly entryId: string;
  /** Shown in positions, as in `payment.lua:12`: the file's path as the entry gives it, or the entry id for inline code. */
  readonly file: string;
}

/** Compiled code, shared by all states. */
export interface LuaChunk {
  readonly name: ChunkName;
}

/** How long a state may run between two yields to the event loop. */
export interface Budget {
  /** `deadline`: running longer is a fault. `slice`: the state is preempted and goes on after the event loop had a turn. */
  readonly mode: "deadline" | "slice";
  readonly milliseconds: number;
  /** Where a deadline is set, as `worker_options.…`; for the message of the fault. */
  readonly setting?: string;
}

/** What a state may use up, as its entry's `meta.limits` says. */
export interface Limits {
  /** Milliseconds of running without waiting. @default what the {@linkcode Budget} says */
  readonly time?: number;
  /** Bytes of memory. @default `MEMORY_LIMIT` of lua/limits */
  readonly memory?: number;
  /** Bytes of the longest string that a state makes. @default `STRING_LIMIT` of lua/limits */
  readonly string?: number;
}

/** How one {@linkcode LuaThread.resume} ended. */
export type Outcome =
  | { readonly type: "returned"; readonly values: LuaValue[] }
  | { readonly type: "raised"; readonly value: LuaValue; readonly traceback: string[] }
  | { readonly type: "suspended"; readonly command: Command | Wait }
  | { readonly type: "preempted" }
  | { readonly type: "faulted"; readonly fault: Fault };

/** One coroutine that the scheduler runs. */
export interface LuaThread {
  /**
   * Starts the thread, or continues it: `values` are the arguments, or the results of the native call that suspended it.
   * After `preempted` it is continued with no values.
   */
  resume(values: LuaValue[]): Outcome;
  /** Continues a thread that is suspended with an error: the native call that suspended it raises it. */
  raise(value: LuaValue): Outcome;
  /** Where the thread stands, innermost frame first, each as `file.lua:10: in function 'f' (app:entry)`. */
  traceback(): string[];
}

/** One isolated Lua world: globals, tables, functions, coroutines. */
export interface LuaState {
  readonly globals: LuaTable;
  /** What native functions called from this state receive. Set once by {@linkcode instantiate}, before any code runs. */
  context: LuaContext;
  createTable(): LuaTable;
  /** A table that scripts cannot write to, holding native functions and values. */
  createLibrary(members: Readonly<Record<string, Native | LuaValue>>): LuaTable;
  /**
   * Makes a chunk's main function in this state.
   *
   * @param environment the chunk's globals; those of the state when omitted
   */
  load(chunk: LuaChunk, environment?: LuaTable): LuaFunction;
  /** A table of globals of its own for an imported chunk: `names`, and behind them the globals of the state. */
  createEnvironment(names: ReadonlyMap<string, LuaValue>): LuaTable;
  createThread(fn: LuaFunction): LuaThread;
  /** Where the Lua function stands that runs or has called the running native one: `file.lua:10`; `?` when none runs. */
  position(): string;
  /**
   * Runs `body`, which calls `fn`. Code of this state may not change what was there before: writing to such a table, resuming
   * such a coroutine and assigning to such a variable raise an error; fengari undoes assignments and
   * new metatables instead.
   */
  lookOnly<T>(fn: LuaFunction, body: () => T): T;
  /** Restarts the time budget: call when the event loop hands control to the state. */
  startTurn(): void;
  /** Ends the state: whatever runs or is resumed next ends with this fault. */
  interrupt(fault: Fault): void;
  /** Frees the state. No thread may be resumed afterwards. */
  close(): void;
}

/** A Lua implementation behind the boundary (architecture.md §2). */
export interface LuaEngine {
  readonly name: string;
  /**
   * Compiles a text.
   *
   * @param tree the text with what the parser made of it, which may hold errors
   * @throws {LuaSyntaxError} when the text is not Lua
   */
  compile(tree: SyntaxTree, name: ChunkName): LuaChunk;
  /**
   * Makes a state with the libraries and globals of spec/lua-modules.md §1.1 that belong to the language itself.
   *
   * @param limits @default those of {@linkcode Limits}
   */
  createState(budget: Budget, limits?: Limits): LuaState;
}
