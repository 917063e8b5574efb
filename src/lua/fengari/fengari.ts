import { shareConstant } from "./patches.ts";
import fengari from "fengari";
import "./literals.ts";
import "./library/table_order.ts";

/** fengari's box of a Lua value. */
export interface StackSlot {
  readonly value: unknown;
}

/** A thread of a Lua state; fengari's own object. */
export interface LuaStateHandle {
  /** Zero while a hook runs. */
  allowhook: number;
  /** Tables, functions and threads of a state are numbered in the order in which they were made. */
  readonly id: number;
  /** What all threads of one state share; the number of the next object among it. */
  readonly l_G: { readonly id_counter: number };
  readonly stack: readonly StackSlot[];
  /** What `lua_status` gives; anything but LUA_OK and LUA_YIELD is that of a dead thread. */
  status: number;
}

/** A function on the stack machine: takes its arguments from the stack, leaves results there and says how many. */
export type CFunction = (L: LuaStateHandle) => number;

/** Called when a suspended native function goes on, or a protected call has ended. */
export type Continuation<T> = (L: LuaStateHandle, status: number, context: T) => number;

/** Pushes one certain value; made by `lua_toproxy`. */
export type Proxy = (L: LuaStateHandle) => void;

/** fengari's `lua_Debug`; strings are bytes, null or absent where unknown. */
export interface DebugInfo {
  readonly what: Uint8Array;
  readonly namewhat: Uint8Array;
  readonly name: Uint8Array | null;
  readonly short_src: Uint8Array;
  readonly currentline: number;
  readonly linedefined: number;
  /** The call, set by `lua_getstack`; fengari's own object. */
  readonly i_ci: {
    readonly func: StackSlot | undefined;
    /** Where the function is on the stack, while the call is suspended. */
    readonly extra: number;
  };
}

/** What the engine uses of the Lua C API, as fengari offers it. */
export interface LuaApi {
  readonly LUA_OK: number;
  readonly LUA_YIELD: number;
  readonly LUA_ERRRUN: number;
  readonly LUA_MULTRET: number;
  readonly LUA_MASKCOUNT: number;
  readonly LUA_OPLT: number;
  readonly LUA_TNIL: number;
  readonly LUA_TBOOLEAN: number;
  readonly LUA_TNUMBER: number;
  readonly LUA_TSTRING: number;
  readonly LUA_TTABLE: number;
  readonly LUA_TFUNCTION: number;
  readonly LUA_TUSERDATA: number;
  readonly LUA_TTHREAD: number;
  readonly lua_Debug: new () => DebugInfo;
  lua_newstate(): LuaStateHandle;
  lua_close(L: LuaStateHandle): void;
  lua_atnativeerror(L: LuaStateHandle, handler: CFunction): void;
  lua_sethook(L: LuaStateHandle, hook: ((L: LuaStateHandle) => void) | null, mask: number, count: number): void;
  lua_newthread(L: LuaStateHandle): LuaStateHandle;
  lua_pushthread(L: LuaStateHandle): void;
  lua_resume(L: LuaStateHandle, from: LuaStateHandle | null, argumentCount: number): number;
  lua_yieldk<T>(L: LuaStateHandle, resultCount: number, context: T, continuation: Continuation<T> | null): number;
  lua_isyieldable(L: LuaStateHandle): boolean;
  lua_status(L: LuaStateHandle): number;
  lua_call(L: LuaStateHandle, argumentCount: number, resultCount: number): void;
  lua_pcallk<T>(
    L: LuaStateHandle,
    argumentCount: number,
    resultCount: number,
    handlerIndex: number,
    context: T,
    continuation: Continuation<T>,
  ): number;
  lua_error(L: LuaStateHandle): never;
  lua_getstack(L: LuaStateHandle, level: number, info: DebugInfo): number;
  lua_getinfo(L: LuaStateHandle, what: Uint8Array, info: DebugInfo): number;
  lua_gettop(L: LuaStateHandle): number;
  lua_settop(L: LuaStateHandle, index: number): void;
  lua_pop(L: LuaStateHandle, count: number): void;
  lua_insert(L: LuaStateHandle, index: number): void;
  lua_remove(L: LuaStateHandle, index: number): void;
  lua_checkstack(L: LuaStateHandle, count: number): boolean;
  lua_xmove(from: LuaStateHandle, to: LuaStateHandle, count: number): void;
  lua_type(L: LuaStateHandle, index: number): number;
  lua_pushvalue(L: LuaStateHandle, index: number): void;
  lua_pushnil(L: LuaStateHandle): void;
  lua_pushboolean(L: LuaStateHandle, value: boolean): void;
  lua_pushinteger(L: LuaStateHandle, value: number): void;
  lua_pushnumber(L: LuaStateHandle, value: number): void;
  lua_pushstring(L: LuaStateHandle, bytes: Uint8Array): void;
  lua_pushliteral(L: LuaStateHandle, text: string): void;
  lua_pushcclosure(L: LuaStateHandle, fn: CFunction, upvalueCount: number): void;
  lua_upvalueindex(position: number): number;
  lua_pushcfunction(L: LuaStateHandle, fn: CFunction): void;
  lua_pushglobaltable(L: LuaStateHandle): void;
  lua_createtable(L: LuaStateHandle, arraySize: number, recordSize: number): void;
  lua_newuserdata(L: LuaStateHandle, size: number): object;
  lua_toboolean(L: LuaStateHandle, index: number): boolean;
  lua_tonumber(L: LuaStateHandle, index: number): number;
  lua_tonumberx(L: LuaStateHandle, index: number): number | false;
  lua_tolstring(L: LuaStateHandle, index: number): Uint8Array;
  lua_tocfunction(L: LuaStateHandle, index: number): CFunction | null;
  lua_touserdata(L: LuaStateHandle, index: number): object | null;
  lua_tothread(L: LuaStateHandle, index: number): LuaStateHandle | null;
  lua_topointer(L: LuaStateHandle, index: number): object;
  lua_toproxy(L: LuaStateHandle, index: number): Proxy;
  lua_rawget(L: LuaStateHandle, index: number): number;
  lua_rawset(L: LuaStateHandle, index: number): void;
  lua_rawlen(L: LuaStateHandle, index: number): number;
  lua_geti(L: LuaStateHandle, index: number, key: number): number;
  lua_seti(L: LuaStateHandle, index: number, key: number): void;
  lua_gettable(L: LuaStateHandle, index: number): number;
  lua_setfield(L: LuaStateHandle, index: number, key: Uint8Array): void;
  lua_next(L: LuaStateHandle, index: number): number;
  lua_concat(L: LuaStateHandle, count: number): void;
  lua_compare(L: LuaStateHandle, left: number, right: number, operator: number): number | boolean;
  lua_getmetatable(L: LuaStateHandle, index: number): boolean;
  lua_setmetatable(L: LuaStateHandle, index: number): void;
  lua_setupvalue(L: LuaStateHandle, index: number, upvalue: number): Uint8Array | null;
}

/** What the engine uses of Lua's auxiliary library. */
export interface AuxiliaryApi {
  luaL_loadbufferx(L: LuaStateHandle, bytes: Uint8Array, size: number, name: Uint8Array, mode: Uint8Array): number;
  luaL_tolstring(L: LuaStateHandle, index: number): Uint8Array;
  luaL_where(L: LuaStateHandle, level: number): void;
  luaL_argerror(L: LuaStateHandle, position: number, message: Uint8Array): never;
  luaL_checkany(L: LuaStateHandle, position: number): void;
  luaL_checktype(L: LuaStateHandle, position: number, type: number): void;
  luaL_checknumber(L: LuaStateHandle, position: number): number;
  luaL_checkinteger(L: LuaStateHandle, position: number): number;
  luaL_optinteger(L: LuaStateHandle, position: number, fallback: number): number;
  luaL_checklstring(L: LuaStateHandle, position: number): Uint8Array;
  luaL_optlstring(L: LuaStateHandle, position: number, fallback: Uint8Array): Uint8Array;
  luaL_len(L: LuaStateHandle, index: number): number;
}

/** The openers of Lua's libraries: each leaves a table of functions on the stack. */
export interface StandardLibraries {
  readonly luaopen_base: CFunction;
  readonly luaopen_string: CFunction;
  readonly luaopen_table: CFunction;
}

// fengari comes without types; these interfaces are the one place that says what it is.
const { lua, lauxlib, lualib, to_luastring } = fengari as {
  lua: LuaApi;
  lauxlib: AuxiliaryApi;
  lualib: StandardLibraries;
  to_luastring: (text: string, cache?: boolean) => Uint8Array;
};

export { lauxlib, lua, lualib };

const constants = new Map<string, Uint8Array>();

/** The bytes of a constant of our own (a name, never anything that a script made up): encoded once, shared by all states. */
export function bytesOf(constant: string): Uint8Array {
  let bytes = constants.get(constant);
  if (bytes === undefined) {
    bytes = to_luastring(constant, true);
    shareConstant(bytes);
    constants.set(constant, bytes);
  }
  return bytes;
}

/** fengari asks for each of these in each new state, and in every look into a metatable. */
const EVENTS =
  "index newindex gc mode len eq add sub mul mod pow div idiv band bor bxor shl shr unm bnot lt le concat call";
for (const event of EVENTS.split(" ")) bytesOf(`__${event}`);
