import { errorText, isByteString, toLatin1 } from "../../base/mod.ts";
import { type Command, Fault, LuaError, type Native, Suspension, type Wait } from "../api/mod.ts";
import { type CFunction, lua, type LuaStateHandle } from "./fengari.ts";
import type { FengariState } from "./fengari_state.ts";
import { raiseError } from "./strings.ts";
import { stateOf } from "./state_of.ts";
import { pushValue, pushValues, readValues } from "./values.ts";

const wrapped = new WeakMap<Native, CFunction>();

/** The function that Lua calls for a native function; the same one in every state. */
export function wrapNative(native: Native): CFunction {
  let fn = wrapped.get(native);
  if (fn === undefined) wrapped.set(native, fn = (L) => callNative(L, native));
  return fn;
}

function callNative(L: LuaStateHandle, native: Native): number {
  const state = stateOf(L);
  let results;
  try {
    results = native(readValues(state, L, 1), state.context);
    if (Array.isArray(results)) return pushValues(state, L, results);
    if (!(results instanceof Suspension)) {
      pushValue(state, L, results);
      return 1;
    }
  } catch (error) {
    return raise(state, L, error);
  }
  return suspend(state, L, results.command);
}

/** Raises what a native function threw: a Lua error, or a fault that nothing catches. */
export function raise(state: FengariState, L: LuaStateHandle, error: unknown): never {
  if (error instanceof LuaError) raiseValue(state, L, error);
  if (error instanceof RangeError) return raiseError(L, limitMessage(error));
  throw state.fail(asFault(error));
}

function raiseValue(state: FengariState, L: LuaStateHandle, { value }: LuaError): never {
  if (isByteString(value)) return raiseError(L, toLatin1(value));
  pushValue(state, L, value);
  return lua.lua_error(L);
}

/** What JavaScript's own limits mean to a script. */
function limitMessage(error: RangeError): string {
  return /stack/i.test(error.message) ? "stack overflow" : "not enough memory";
}

/** A failure of ours, to end the state with. */
export function asFault(error: unknown): Fault {
  if (error instanceof Fault) return error;
  return new Fault("internal", `Internal error: ${errorText(error)}`, { cause: error });
}

/** Suspends the whole logical thread with a command; what the reply brings become the results of the running native. */
function suspend(state: FengariState, L: LuaStateHandle, command: Command | Wait): number {
  if (!state.mayYield(L)) {
    const message = "attempt to wait inside a function that a library calls back" +
      " (such as the comparison of table.sort or the replacement of string.gsub)";
    return raiseError(L, message);
  }
  state.suspension = { type: "suspended", command };
  return lua.lua_yieldk(L, 0, lua.lua_gettop(L), goOn);
}

/** What the host replied are the results; or it has the call raise an error. */
function goOn(L: LuaStateHandle, _status: number, base: number): number {
  const state = stateOf(L);
  const { raising } = state;
  if (!raising) return lua.lua_gettop(L) - base;
  state.raising = undefined;
  pushValue(state, L, raising.value);
  return lua.lua_error(L);
}

/**
 * fengari asks this what a JavaScript exception means to the script. JavaScript's own limits become Lua errors; anything
 * else ends the state, and throwing it again here keeps fengari from letting a `pcall` have it.
 */
export function recoverFromException(L: LuaStateHandle): number {
  const state = stateOf(L);
  const error = lua.lua_touserdata(L, 1);
  if (!(error instanceof RangeError)) throw state.fail(asFault(error));
  lua.lua_pushliteral(L, limitMessage(error));
  return 1;
}
