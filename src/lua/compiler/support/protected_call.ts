import { asRaised, badArgument, raise, type Raised } from "./raised.ts";
import { callValue } from "./call.ts";
import type { Frame } from "./frame.ts";
import { typeNameOf } from "./metatable.ts";
import { first, type Fn, type Result, SUSPENDED, type Value } from "./value.ts";
import { vm } from "./vm.ts";

/** What a protected call adds to `vm.depth`. */
const WEIGHT = 5;
/** How deep protected calls may nest, about as in PUC Lua. */
const MAX_NESTING = 190;

/** So often a message handler is called for errors of its own before the protected call gives up, about as in PUC Lua. */
const MAX_HANDLER_CALLS = 200;
const HANDLER_FAILED = "error in error handling";

/** A message handler that has stopped. */
class HandlerFrame implements Frame {
  constructor(readonly handler: Fn, readonly calls: number) {}

  resume(result: Result): Result {
    return [false, first(result)];
  }

  recover(error: Raised): Result {
    return isOverflow(error) ? [false, HANDLER_FAILED] : callHandler(this.handler, error, this.calls);
  }
}

/** Calls a message handler, and again with its own errors: `false` and its first result. */
function callHandler(handler: Fn, raised: Raised, before = 0): Result {
  let error = raised;
  for (let calls = before + 1; calls <= MAX_HANDLER_CALLS; calls++) {
    const { depth, handled } = vm;
    vm.handled = error;
    try {
      const result = handler(error.value);
      if (result !== SUSPENDED) return [false, first(result)];
      vm.captured.push(new HandlerFrame(handler, calls));
      return SUSPENDED;
    } catch (problem) {
      error = asRaised(problem);
      vm.depth = depth;
      vm.captured.length = 0;
      if (isOverflow(error)) break;
    } finally {
      vm.handled = handled;
    }
  }
  return [false, HANDLER_FAILED];
}

/** A handler that recurses without end is not tried again. */
function isOverflow({ value }: Raised): boolean {
  return typeof value === "string" && value.endsWith("stack overflow");
}

/** Gives `true` and the results, or what `recover` makes of an error. */
class ProtectedFrame implements Frame {
  constructor(readonly recover: (error: Raised) => Result) {}

  resume(result: Result): Result {
    leave();
    return succeed(result);
  }
}

/** Notes that a protected call of the running coroutine has ended. */
function leave(): void {
  if (vm.coroutine !== undefined) vm.coroutine.protectedCalls--;
}

function succeed(result: Result): Result {
  return Array.isArray(result) ? [true, ...result] : [true, result];
}

/** `pcall` (Lua manual §6.1). */
export function pcall(...args: Value[]): Result {
  if (args.length === 0) throw badArgument(1, "pcall", "value expected");
  const [fn, ...rest] = args;
  return protect(fn, rest, (error) => {
    leave();
    return [false, error.value];
  });
}

/** `xpcall`. The handler runs after the stack has been left; its first result follows `false`. */
export function xpcall(fn: Value, handler: Value, ...args: Value[]): Result {
  if (typeof handler !== "function") {
    throw badArgument(2, "xpcall", `function expected, got ${typeNameOf(handler)}`);
  }
  return protect(fn, args, (error) => {
    leave();
    return callHandler(handler, error);
  });
}

function protect(fn: Value, args: Value[], recover: (error: Raised) => Result): Result {
  const { coroutine, depth } = vm;
  if (coroutine !== undefined && ++coroutine.protectedCalls > MAX_NESTING) {
    leave();
    throw raise("C stack overflow");
  }
  vm.depth += WEIGHT;
  let result: Result;
  try {
    result = callValue(fn, ...args);
  } catch (error) {
    vm.depth = depth;
    vm.captured.length = 0;
    return recover(asRaised(error));
  }
  vm.depth = depth;
  if (result === SUSPENDED) {
    vm.captured.push(new ProtectedFrame(recover));
    return SUSPENDED;
  }
  leave();
  return succeed(result);
}
