import { toByteString } from "../../base/mod.ts";
import type {
  Budget,
  Fault,
  Limits,
  LuaChunk,
  LuaContext,
  LuaFunction,
  LuaState,
  LuaTable,
  LuaThread,
  LuaValue,
  Native,
  Outcome,
} from "../api/mod.ts";
import { Usage } from "../limits/mod.ts";
import { openLibraries } from "./library/libraries.ts";
import { pushEnvironment } from "./environment.ts";
import { bytesOf, lauxlib, lua, type LuaStateHandle } from "./fengari.ts";
import { type Closure, FengariChunk } from "./fengari_chunk.ts";
import { FengariThread } from "./fengari_thread.ts";
import { recoverFromException } from "./native.ts";
import { checkUsage, INSTRUCTIONS_PER_CHECK } from "./check_usage.ts";
import { lookOnly } from "./look_only.ts";
import { pushLibrary } from "./library.ts";
import { registerState } from "./state_of.ts";
import { currentPosition, traceback } from "./traceback.ts";
import { UserdataTable } from "./userdata.ts";
import { FunctionHandle, Handles, TableHandle } from "./values.ts";

/** How a thread that the host must see again has stopped. */
export type Suspended = Extract<Outcome, { type: "suspended" | "preempted" }>;

/** A Lua state on fengari. */
export class FengariState implements LuaState {
  /** The main thread: never runs code, serves to look into tables. */
  readonly L: LuaStateHandle = lua.lua_newstate();
  readonly handles = new Handles(this);
  readonly userdata = new UserdataTable();
  /** Tables that must encode as objects. */
  readonly objects = new WeakSet<object>();
  /** Tables that scripts must not write to. */
  readonly readOnly = new WeakSet<object>();
  readonly globals: LuaTable;
  readonly usage: Usage;
  /** Set between a yield that is meant for the host and the return from {@linkcode FengariThread.resume}. */
  suspension: Suspended | undefined;
  /** What the call raises that suspended the thread, when the thread is resumed with an error. */
  raising: { readonly value: LuaValue } | undefined;
  /** How many calls are on the way that no coroutine can yield across. */
  barriers = 0;
  /** The thread that runs, started by the host. */
  running: LuaStateHandle | undefined;
  /** The threads that the host runs, as opposed to coroutines that a script made. */
  readonly hosted = new WeakSet<LuaStateHandle>();
  /** For a thread that is in `coroutine.resume`: the coroutine that it resumed. */
  readonly resumed = new WeakMap<LuaStateHandle, LuaStateHandle>();
  /** Coroutines that a script made and that are asleep because the host must do something for them. */
  readonly passing = new WeakSet<LuaStateHandle>();
  #fault: Fault | undefined;
  #context: LuaContext | undefined;

  constructor(budget: Budget, limits?: Limits) {
    registerState(this.L, this);
    this.usage = new Usage(budget, limits);
    lua.lua_sethook(this.L, checkUsage, lua.LUA_MASKCOUNT, INSTRUCTIONS_PER_CHECK);
    lua.lua_atnativeerror(this.L, recoverFromException);
    lua.lua_pushglobaltable(this.L);
    this.globals = this.handles.get(this.L, -1, TableHandle);
    openLibraries(this, this.L);
    lua.lua_settop(this.L, 0);
  }

  get context(): LuaContext {
    if (this.#context === undefined) throw new TypeError("the state has no context yet");
    return this.#context;
  }

  set context(context: LuaContext) {
    this.#context = context;
  }

  /** Why the state has ended; nothing runs in it any more. */
  get fault(): Fault | undefined {
    return this.#fault;
  }

  /** Ends the state with a fault, to be thrown by the caller; the first fault stays. */
  fail(fault: Fault): Fault {
    if (this.#fault === undefined) {
      if (fault.luaStack.length === 0 && this.running) fault.luaStack = traceback(this, this.running);
      this.#fault = fault;
    }
    return this.#fault;
  }

  /** Whether the running thread, and all that resumed it, can yield. */
  mayYield(L: LuaStateHandle): boolean {
    return this.barriers === 0 && lua.lua_isyieldable(L);
  }

  createTable(): LuaTable {
    lua.lua_createtable(this.L, 0, 0);
    return this.#popTable();
  }

  createLibrary(members: Readonly<Record<string, Native | LuaValue>>): LuaTable {
    pushLibrary(this, this.L, members);
    return this.#popTable();
  }

  createEnvironment(names: ReadonlyMap<string, LuaValue>): LuaTable {
    pushEnvironment(this.L);
    const environment = this.#popTable();
    for (const [name, value] of names) environment.set(toByteString(name), value);
    return environment;
  }

  load(chunk: LuaChunk, environment: LuaTable = this.globals): LuaFunction {
    if (!(chunk instanceof FengariChunk) || !(environment instanceof TableHandle)) throw new TypeError("foreign chunk");
    const empty = bytesOf("");
    lauxlib.luaL_loadbufferx(this.L, empty, 0, empty, bytesOf("t"));
    // Every main function has the same single upvalue, its environment: an empty one becomes the chunk's.
    (lua.lua_topointer(this.L, -1) as Closure).p = chunk.prototype;
    environment.push(this.L);
    lua.lua_setupvalue(this.L, -2, 1);
    const fn = this.handles.get(this.L, -1, FunctionHandle);
    lua.lua_pop(this.L, 1);
    return fn;
  }

  createThread(fn: LuaFunction): LuaThread {
    return new FengariThread(this, fn as FunctionHandle);
  }

  position(): string {
    let thread = this.running;
    while (thread && this.resumed.get(thread)) thread = this.resumed.get(thread);
    return thread ? currentPosition(thread).position : "?";
  }

  lookOnly<T>(fn: LuaFunction, body: () => T): T {
    return lookOnly(this.L, fn.identity, body);
  }

  startTurn(): void {
    this.usage.startTurn(0);
  }

  interrupt(fault: Fault): void {
    this.#fault ??= fault;
  }

  close(): void {
    this.#context = undefined;
    lua.lua_sethook(this.L, null, 0, 0);
    lua.lua_close(this.L);
  }

  #popTable(): LuaTable {
    const table = this.handles.get(this.L, -1, TableHandle);
    lua.lua_pop(this.L, 1);
    return table;
  }
}
