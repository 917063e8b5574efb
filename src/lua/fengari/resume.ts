import { READ_ONLY } from "../api/mod.ts";
import { bytesOf, lauxlib, lua, type LuaStateHandle } from "./fengari.ts";
import { isOld } from "./look_only.ts";
import type { FengariState } from "./fengari_state.ts";
import { stateOf } from "./state_of.ts";

/** One call of `coroutine.resume` or of a function that `coroutine.wrap` made. */
interface Resumption {
  readonly coroutine: LuaStateHandle;
  /** How many of the values on the stack are the call's own. */
  readonly base: number;
  readonly finish: (L: LuaStateHandle, resultCount: number) => number;
}

/** Given to {@linkcode Resumption.finish} when the coroutine failed; the error is on top of the stack. */
const FAILED = -1;

/** `coroutine.resume` */
export function resumeCoroutine(L: LuaStateHandle): number {
  const coroutine = lua.lua_tothread(L, 1);
  if (coroutine === null) return lauxlib.luaL_argerror(L, 1, bytesOf("coroutine expected"));
  return begin(L, { coroutine, base: 1, finish: giveStatus });
}

/** The function that `coroutine.wrap` makes; its upvalue is the coroutine. */
export function resumeWrapped(L: LuaStateHandle): number {
  const coroutine = lua.lua_tothread(L, lua.lua_upvalueindex(1))!;
  return begin(L, { coroutine, base: 0, finish: giveResults });
}

function giveStatus(L: LuaStateHandle, resultCount: number): number {
  const values = resultCount === FAILED ? 1 : resultCount;
  lua.lua_pushboolean(L, resultCount !== FAILED);
  lua.lua_insert(L, -(values + 1));
  return values + 1;
}

function giveResults(L: LuaStateHandle, resultCount: number): number {
  if (resultCount !== FAILED) return resultCount;
  if (lua.lua_type(L, -1) === lua.LUA_TSTRING) {
    lauxlib.luaL_where(L, 1);
    lua.lua_insert(L, -2);
    lua.lua_concat(L, 2);
  }
  return lua.lua_error(L);
}

function begin(L: LuaStateHandle, resumption: Resumption): number {
  const problem = obstacle(stateOf(L), L, resumption.coroutine);
  if (problem === undefined) return proceed(L, resumption);
  lua.lua_pushliteral(L, problem);
  return resumption.finish(L, FAILED);
}

function obstacle(state: FengariState, L: LuaStateHandle, coroutine: LuaStateHandle): string | undefined {
  if (coroutine === L || state.passing.has(coroutine)) return "cannot resume non-suspended coroutine";
  if (isOld(coroutine)) return READ_ONLY;
  if (state.hosted.has(coroutine)) return "cannot resume a coroutine that the scheduler runs";
  const dead = lua.lua_status(coroutine) === lua.LUA_OK && lua.lua_gettop(coroutine) === 0 &&
    !lua.lua_getstack(coroutine, 0, new lua.lua_Debug());
  return dead ? "cannot resume dead coroutine" : undefined;
}

/**
 * Runs the coroutine with the values above the base. When it stops because the host must do something, this call stops
 * too, and so on outwards; {@linkcode proceedAgain} then hands it what the host replied.
 */
function proceed(L: LuaStateHandle, resumption: Resumption): number {
  const state = stateOf(L);
  const { coroutine, base } = resumption;
  const argumentCount = lua.lua_gettop(L) - base;
  if (!lua.lua_checkstack(coroutine, argumentCount)) {
    lua.lua_pushliteral(L, "too many arguments to resume");
    return resumption.finish(L, FAILED);
  }
  lua.lua_xmove(L, coroutine, argumentCount);
  const status = resumeOnce(state, L, coroutine, argumentCount);
  if (state.suspension) {
    state.passing.add(coroutine);
    return lua.lua_yieldk(L, 0, resumption, proceedAgain);
  }
  state.resumed.delete(L);
  if (status !== lua.LUA_OK && status !== lua.LUA_YIELD) {
    lua.lua_xmove(coroutine, L, 1);
    return resumption.finish(L, FAILED);
  }
  const resultCount = lua.lua_gettop(coroutine);
  if (!lua.lua_checkstack(L, resultCount + 1)) {
    lua.lua_settop(coroutine, 0);
    lua.lua_pushliteral(L, "too many results to resume");
    return resumption.finish(L, FAILED);
  }
  lua.lua_xmove(coroutine, L, resultCount);
  return resumption.finish(L, resultCount);
}

function proceedAgain(L: LuaStateHandle, _status: number, resumption: Resumption): number {
  stateOf(L).passing.delete(resumption.coroutine);
  return proceed(L, resumption);
}

function resumeOnce(state: FengariState, L: LuaStateHandle, coroutine: LuaStateHandle, argumentCount: number): number {
  state.resumed.set(L, coroutine);
  const barrier = lua.lua_isyieldable(L) ? 0 : 1;
  state.barriers += barrier;
  const status = lua.lua_resume(coroutine, L, argumentCount);
  state.barriers -= barrier;
  if (state.fault) throw state.fault;
  return status;
}
