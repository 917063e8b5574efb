import { bytesOf, lauxlib, lua, type LuaStateHandle } from "../fengari.ts";
import { READ_ONLY } from "../../api/mod.ts";
import { isOld } from "../look_only.ts";
import { stateOf } from "../state_of.ts";
import { FengariThread } from "../fengari_thread.ts";
import { type Members, StackFunction } from "../library.ts";
import { resumeCoroutine, resumeWrapped } from "../resume.ts";
import { raiseError } from "../strings.ts";
import { FunctionHandle, readValues } from "../values.ts";

/** `coroutine` (spec/lua-modules.md §1.1): host suspensions pass through the coroutines that a script makes. */
export const coroutineLibrary: Members = {
  close: new StackFunction(close),
  create: new StackFunction(create),
  isyieldable: new StackFunction(isYieldable),
  resume: new StackFunction(resumeCoroutine),
  running: new StackFunction(running),
  spawn: new StackFunction(spawn),
  status: new StackFunction(status),
  wrap: new StackFunction(wrap),
  yield: new StackFunction(yieldValues),
};

function create(L: LuaStateHandle): number {
  lauxlib.luaL_checktype(L, 1, lua.LUA_TFUNCTION);
  const coroutine = lua.lua_newthread(L);
  lua.lua_pushvalue(L, 1);
  lua.lua_xmove(L, coroutine, 1);
  return 1;
}

/** As in Lua 5.4, but it does not tell the error of a coroutine that failed. */
function close(L: LuaStateHandle): number {
  const coroutine = lua.lua_tothread(L, 1);
  if (coroutine === null) return lauxlib.luaL_argerror(L, 1, bytesOf("coroutine expected"));
  const status = statusOf(L, coroutine);
  if (status !== "suspended" && status !== "dead") return raiseError(L, `cannot close a ${status} coroutine`);
  if (stateOf(L).hosted.has(coroutine)) return raiseError(L, "cannot close a waiting coroutine");
  if (isOld(coroutine)) return raiseError(L, READ_ONLY);
  coroutine.status = lua.LUA_ERRRUN;
  lua.lua_pushboolean(L, true);
  return 1;
}

function isYieldable(L: LuaStateHandle): number {
  lua.lua_pushboolean(L, lua.lua_isyieldable(L) && !stateOf(L).hosted.has(L));
  return 1;
}

function wrap(L: LuaStateHandle): number {
  create(L);
  lua.lua_pushcclosure(L, resumeWrapped, 1);
  return 1;
}

function yieldValues(L: LuaStateHandle): number {
  if (stateOf(L).hosted.has(L)) {
    return raiseError(L, "attempt to yield from outside a coroutine");
  }
  return lua.lua_yieldk(L, lua.lua_gettop(L), undefined, null);
}

/** The running coroutine, and whether it is one that cannot yield because the script did not make it. */
function running(L: LuaStateHandle): number {
  lua.lua_pushthread(L);
  lua.lua_pushboolean(L, stateOf(L).hosted.has(L));
  return 2;
}

function status(L: LuaStateHandle): number {
  const coroutine = lua.lua_tothread(L, 1);
  if (coroutine === null) return lauxlib.luaL_argerror(L, 1, bytesOf("coroutine expected"));
  lua.lua_pushliteral(L, statusOf(L, coroutine));
  return 1;
}

function statusOf(L: LuaStateHandle, coroutine: LuaStateHandle): string {
  if (coroutine === L) return "running";
  const state = stateOf(L);
  if (state.passing.has(coroutine)) return "normal";
  const threadStatus = lua.lua_status(coroutine);
  if (threadStatus === lua.LUA_YIELD) return "suspended";
  if (threadStatus !== lua.LUA_OK) return "dead";
  if (lua.lua_getstack(coroutine, 0, new lua.lua_Debug())) return "normal";
  return lua.lua_gettop(coroutine) === 0 ? "dead" : "suspended";
}

/** Starts a concurrent coroutine with the further arguments; the caller goes on first (spec/temporal-workflows.md §13). */
function spawn(L: LuaStateHandle): number {
  lauxlib.luaL_checktype(L, 1, lua.LUA_TFUNCTION);
  const state = stateOf(L);
  const fn = state.handles.get(L, 1, FunctionHandle);
  const thread = state.context.scheduler.spawn(fn, readValues(state, L, 2)) as FengariThread;
  lua.lua_pushthread(thread.L);
  lua.lua_xmove(thread.L, L, 1);
  return 1;
}
