import type { LuaValue, Native } from "../api/mod.ts";
import { bytesOf, type CFunction, lua, type LuaStateHandle } from "./fengari.ts";
import type { FengariState } from "./fengari_state.ts";
import { stateOf } from "./state_of.ts";
import { wrapNative } from "./native.ts";
import { writeAnyway } from "./look_only.ts";
import { pushString, raiseError, readString } from "./strings.ts";
import { pushValue } from "./values.ts";

/** A function of the stack machine as a member of a library. */
export class StackFunction {
  constructor(readonly fn: CFunction) {}
}

export type Member = Native | LuaValue | StackFunction;
export type Members = Readonly<Record<string, Member>>;

const loaders = new WeakMap<Members, CFunction>();

/**
 * Pushes a table that fills itself from `members` as they are looked up: most scripts use few of them, and making a state
 * must be cheap.
 */
export function pushMembers(L: LuaStateHandle, members: Members): void {
  lua.lua_createtable(L, 0, 0);
  lua.lua_createtable(L, 0, 1);
  lua.lua_pushcfunction(L, loaderOf(members));
  lua.lua_setfield(L, -2, bytesOf("__index"));
  lua.lua_setmetatable(L, -2);
}

/**
 * Pushes a read-only library: an empty table in front of one that {@linkcode pushMembers} made, so that every write is a
 * write of a new key.
 */
export function pushLibrary(state: FengariState, L: LuaStateHandle, members: Members): void {
  lua.lua_createtable(L, 0, 0);
  state.readOnly.add(lua.lua_topointer(L, -1));
  lua.lua_createtable(L, 0, 4);
  pushMembers(L, members);
  lua.lua_setfield(L, -2, bytesOf("__index"));
  lua.lua_pushcfunction(L, refuseWrite);
  lua.lua_setfield(L, -2, bytesOf("__newindex"));
  lua.lua_pushcfunction(L, pairsOf(members));
  lua.lua_setfield(L, -2, bytesOf("__pairs"));
  lua.lua_pushboolean(L, false);
  lua.lua_setfield(L, -2, bytesOf("__metatable"));
  lua.lua_setmetatable(L, -2);
}

/** Pushes any member. */
export function pushMember(state: FengariState, L: LuaStateHandle, member: Member): void {
  if (member instanceof StackFunction) lua.lua_pushcfunction(L, member.fn);
  else if (typeof member === "function") lua.lua_pushcfunction(L, wrapNative(member));
  else pushValue(state, L, member);
}

/** Raises the error of a write to a library. */
export function refuseWrite(L: LuaStateHandle): never {
  return raiseError(L, "attempt to write to a read-only table");
}

function loaderOf(members: Members): CFunction {
  let loader = loaders.get(members);
  if (loader === undefined) loaders.set(members, loader = (L) => loadMember(L, members));
  return loader;
}

/** `__index` of a members table: makes the member that is asked for, and keeps it in the table. */
function loadMember(L: LuaStateHandle, members: Members): number {
  const name = lua.lua_type(L, 2) === lua.LUA_TSTRING ? readString(L, 2) : undefined;
  if (name === undefined || !Object.hasOwn(members, name)) {
    lua.lua_pushnil(L);
    return 1;
  }
  pushMember(stateOf(L), L, members[name]);
  lua.lua_pushvalue(L, 2);
  lua.lua_pushvalue(L, -2);
  writeAnyway(() => lua.lua_rawset(L, 1));
  return 1;
}

const pairsFunctions = new WeakMap<Members, CFunction>();

/** `__pairs` of a library: goes through a copy of it. */
function pairsOf(members: Members): CFunction {
  let pairs = pairsFunctions.get(members);
  if (pairs === undefined) pairsFunctions.set(members, pairs = (L) => pairsOfLibrary(L, members));
  return pairs;
}

function pairsOfLibrary(L: LuaStateHandle, members: Members): number {
  lua.lua_pushcfunction(L, nextPair);
  lua.lua_createtable(L, 0, 0);
  for (const name of Object.keys(members)) {
    pushString(L, name);
    lua.lua_pushvalue(L, -1);
    lua.lua_gettable(L, 1);
    lua.lua_rawset(L, -3);
  }
  lua.lua_pushnil(L);
  return 3;
}

function nextPair(L: LuaStateHandle): number {
  lua.lua_settop(L, 2);
  if (lua.lua_next(L, 1)) return 2;
  lua.lua_pushnil(L);
  return 1;
}
