import { type NativeFunction, Userdata, type UserdataType } from "../api/mod.ts";
import { bytesOf, lua, type LuaStateHandle, type Proxy } from "./fengari.ts";
import { pushMembers } from "./library.ts";
import { wrapNative } from "./native.ts";

/** The block of a full userdata. */
interface Block {
  object?: Userdata;
}

/** The host objects that a state has seen: one object is one Lua value. */
export class UserdataTable {
  readonly #values = new WeakMap<Userdata, Proxy>();
  readonly #metatables = new Map<UserdataType, Proxy>();

  read(L: LuaStateHandle, index: number): Userdata | undefined {
    return (lua.lua_touserdata(L, index) as Block).object;
  }

  push(L: LuaStateHandle, object: Userdata): void {
    const known = this.#values.get(object);
    if (known) return known(L);
    const block: Block = lua.lua_newuserdata(L, 0);
    block.object = object;
    this.#pushMetatable(L, object.type);
    lua.lua_setmetatable(L, -2);
    this.#values.set(object, lua.lua_toproxy(L, -1));
  }

  #pushMetatable(L: LuaStateHandle, type: UserdataType): void {
    const known = this.#metatables.get(type);
    if (known) return known(L);
    lua.lua_createtable(L, 0, 0);
    pushMembers(L, type.methods);
    lua.lua_setfield(L, -2, bytesOf("__index"));
    lua.lua_pushstring(L, bytesOf(type.name));
    lua.lua_setfield(L, -2, bytesOf("__name"));
    lua.lua_pushboolean(L, false);
    lua.lua_setfield(L, -2, bytesOf("__metatable"));
    for (const [name, native] of Object.entries(type.metamethods ?? {}) as [string, NativeFunction][]) {
      lua.lua_pushcfunction(L, wrapNative(native));
      lua.lua_setfield(L, -2, bytesOf(name));
    }
    this.#metatables.set(type, lua.lua_toproxy(L, -1));
  }
}
