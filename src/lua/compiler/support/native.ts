import { asFault, raise, Raised } from "./raised.ts";
import { captureSites, traceSites } from "./position.ts";
import { LuaError, type LuaValue, type Native, Suspension, type WaitingResult } from "../../api/mod.ts";
import { spendOn } from "./strings.ts";
import { fromHost, toHost } from "./handles.ts";
import { type Fn, type Result, SUSPENDED, type Value } from "./value.ts";
import { currentState, Stop, vm } from "./vm.ts";

/**
 * What a call of a native function costs of the budget of steps: such calls, and the waits that some of them begin, take
 * longer than a turn of a loop.
 */
const STEPS_PER_CALL = 100;

const functions = new WeakMap<Native, Fn>();

/** The Lua function of a native function; the same one in every state, since natives are stateless. */
export function nativeOf(native: Native): Fn {
  let fn = functions.get(native);
  if (fn === undefined) functions.set(native, fn = (...args) => callNative(native, args));
  return fn;
}

function callNative(native: Native, args: Value[]): Result {
  let hasFunction = false;
  for (let i = 0; i < args.length; i++) {
    const value = args[i];
    if (typeof value === "string") spendOn(value.length);
    else if (typeof value === "function") hasFunction = true;
  }
  if (hasFunction) return callNativeWith(native, args.map(toHost));
  return callNativeWith(native, args as LuaValue[]);
}

function callNativeWith(native: Native, args: LuaValue[]): Result {
  let result: WaitingResult;
  vm.budget -= STEPS_PER_CALL;
  try {
    result = native(args, currentState().context);
  } catch (error) {
    throw asLuaError(error);
  }
  if (result instanceof Suspension) {
    vm.stop = Stop.Command;
    vm.command = result.command;
    return SUSPENDED;
  }
  return Array.isArray(result) ? result.map(fromHost) : fromHost(result);
}

/** Gives a Lua error the caller's position, and makes a fault of a failure of ours. */
function asLuaError(error: unknown): unknown {
  if (error instanceof LuaError) {
    return typeof error.value === "string" ? raise(error.value) : new Raised(fromHost(error.value));
  }
  if (error instanceof Raised || error instanceof RangeError) return error;
  const fault = asFault(error);
  if (fault.luaStack.length === 0) fault.luaStack = traceSites(captureSites());
  return fault;
}
