import { LuaFunction, LuaTable, type LuaValue, Userdata, type UserdataType } from "../api/mod.ts";
import { lua, type LuaStateHandle, type Proxy } from "./_fengari.ts";
import type { FengariState } from "./_fengari_state.ts";
import { pushName, pushValue, readValue } from "./_values.ts";

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
    if (typeof key === "string") pushName(L, key);
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
export class ThreadHandle extends Userdata {
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
