import { fromLatin1, isByteString, toLatin1 } from "../../base/mod.ts";
import { LuaFunction, LuaTable, type LuaValue, Userdata, type UserdataType } from "../api/mod.ts";
import { lua, type LuaStateHandle, type Proxy } from "./fengari.ts";
import type { FengariState } from "./fengari_state.ts";
import { pushName, pushString, readString } from "./strings.ts";
import { WideInteger } from "./wide_integer.ts";

/** A table of one state. */
export class TableHandle extends LuaTable {
  readonly #state: FengariState;

  constructor(state: FengariState, override readonly identity: object, readonly push: Proxy) {
    super();
    this.#state = state;
  }

  override get(key: LuaValue): LuaValue {
    const { L } = this.#state;
    this.push(L);
    this.#pushKey(L, key);
    lua.lua_rawget(L, -2);
    const value = readValue(this.#state, L, -1);
    lua.lua_pop(L, 2);
    return value;
  }

  override set(key: LuaValue, value: LuaValue): void {
    const { L } = this.#state;
    this.push(L);
    this.#pushKey(L, key);
    pushValue(this.#state, L, value);
    lua.lua_rawset(L, -3);
    lua.lua_pop(L, 1);
  }

  override length(): number {
    const { L } = this.#state;
    this.push(L);
    const length = lua.lua_rawlen(L, -1);
    lua.lua_pop(L, 1);
    return length;
  }

  override next(key: LuaValue): [LuaValue, LuaValue] | undefined {
    const { L } = this.#state;
    this.push(L);
    this.#pushKey(L, key);
    if (!lua.lua_next(L, -2)) {
      lua.lua_pop(L, 1);
      return undefined;
    }
    const pair: [LuaValue, LuaValue] = [readValue(this.#state, L, -2), readValue(this.#state, L, -1)];
    lua.lua_pop(L, 3);
    return pair;
  }

  #pushKey(L: LuaStateHandle, key: LuaValue): void {
    if (isByteString(key)) pushName(L, toLatin1(key));
    else pushValue(this.#state, L, key);
  }

  override get isObject(): boolean {
    return this.#state.objects.has(this.identity);
  }

  override set isObject(value: boolean) {
    if (value) this.#state.objects.add(this.identity);
    else this.#state.objects.delete(this.identity);
  }
}

/** A function of one state. */
export class FunctionHandle extends LuaFunction {
  constructor(_state: FengariState, override readonly identity: object, readonly push: Proxy) {
    super();
  }
}

const threadType: UserdataType = { name: "thread", methods: {} };

/** A coroutine in the hands of a native function, which can only keep it and give it back. */
class ThreadHandle extends Userdata {
  override readonly type: UserdataType = threadType;

  constructor(_state: FengariState, readonly identity: object, readonly push: Proxy) {
    super();
  }
}

type Handle = TableHandle | FunctionHandle | ThreadHandle;

/** Gives each table, function and coroutine of a state one handle. */
export class Handles {
  readonly #state: FengariState;
  readonly #handles = new WeakMap<object, Handle>();

  constructor(state: FengariState) {
    this.#state = state;
  }

  /** The handle of the value at `index`, which must be of the kind that `make` stands for. */
  get<T extends Handle>(
    L: LuaStateHandle,
    index: number,
    make: new (state: FengariState, identity: object, push: Proxy) => T,
  ): T {
    const identity = lua.lua_topointer(L, index);
    let handle = this.#handles.get(identity);
    if (handle === undefined) {
      handle = new make(this.#state, identity, lua.lua_toproxy(L, index));
      this.#handles.set(identity, handle);
    }
    return handle as T;
  }
}

/** Pushes a number: as an integer when fengari's 32 bits can hold it, else as a float. */
export function pushNumber(L: LuaStateHandle, value: number): void {
  if ((value | 0) === value && !Object.is(value, -0)) lua.lua_pushinteger(L, value);
  else lua.lua_pushnumber(L, value);
}

/** Reads the value at `index`. */
export function readValue(state: FengariState, L: LuaStateHandle, index: number): LuaValue {
  switch (lua.lua_type(L, index)) {
    case lua.LUA_TBOOLEAN:
      return lua.lua_toboolean(L, index);
    case lua.LUA_TNUMBER:
      return lua.lua_tonumber(L, index);
    case lua.LUA_TSTRING:
      return fromLatin1(readString(L, index));
    case lua.LUA_TTABLE:
      return state.handles.get(L, index, TableHandle);
    case lua.LUA_TFUNCTION:
      return state.handles.get(L, index, FunctionHandle);
    case lua.LUA_TTHREAD:
      return state.handles.get(L, index, ThreadHandle);
    case lua.LUA_TUSERDATA:
      return readUserdata(state, L, index);
    default:
      return undefined;
  }
}

function readUserdata(state: FengariState, L: LuaStateHandle, index: number): LuaValue {
  const object = state.userdata.read(L, index);
  return object instanceof WideInteger ? object.value : object;
}

/** Pushes a value. */
export function pushValue(state: FengariState, L: LuaStateHandle, value: LuaValue): void {
  switch (typeof value) {
    case "undefined":
      return lua.lua_pushnil(L);
    case "boolean":
      return lua.lua_pushboolean(L, value);
    case "number":
      // As a float: fengari's integers wrap at 32 bits, and `order.hold_ms * time.MILLISECOND` must not.
      return lua.lua_pushnumber(L, value);
    case "bigint":
      return state.userdata.push(L, new WideInteger(value));
  }
  if (isByteString(value)) return pushString(L, toLatin1(value));
  if (value instanceof TableHandle || value instanceof FunctionHandle || value instanceof ThreadHandle) value.push(L);
  else if (value instanceof Userdata) state.userdata.push(L, value);
  else throw new TypeError("not a Lua value");
}

/** Reads the values from `first` up to the top of the stack. */
export function readValues(state: FengariState, L: LuaStateHandle, first: number): LuaValue[] {
  const values: LuaValue[] = [];
  for (let index = first, top = lua.lua_gettop(L); index <= top; index++) values.push(readValue(state, L, index));
  return values;
}

/**
 * Pushes values.
 *
 * @returns how many
 * @throws {RangeError} when the stack cannot hold them
 */
export function pushValues(state: FengariState, L: LuaStateHandle, values: readonly LuaValue[]): number {
  if (values.length > 15 && !lua.lua_checkstack(L, values.length)) throw new RangeError("stack overflow");
  for (const value of values) pushValue(state, L, value);
  return values.length;
}
