import { Coroutine } from "../support/coroutine.ts";
import { toHost } from "../support/handles.ts";
import { badArgument, raise, Raised, refuse } from "../support/raised.ts";
import { resume } from "../support/resume.ts";
import type { LuaFunction } from "../../api/mod.ts";
import { CompilerThread } from "../support/compiler_thread.ts";
import { type Fn, type Result, SUSPENDED, type Value } from "../support/value.ts";
import { currentState, Stop, vm } from "../support/vm.ts";
import { functionAt } from "./arguments.ts";

/** `coroutine` (spec/lua-modules.md §1.1): host suspensions pass through the coroutines that a script makes. */
export const coroutineFunctions: Readonly<Record<string, Fn>> = {
  close,
  create: (body) => new Coroutine(functionAt(body, 1, "create")),
  isyieldable: () => vm.coroutine !== undefined && !vm.coroutine.isMain,
  resume: resumeCoroutine,
  running: () => [vm.coroutine, vm.coroutine?.isMain],
  spawn,
  status: (coroutine) => coroutineAt(coroutine, "status").status,
  wrap,
  yield: yieldValues,
};

function coroutineAt(value: Value, name: string): Coroutine {
  if (value instanceof Coroutine) return value;
  throw badArgument(1, name, "coroutine expected");
}

function resumeCoroutine(value: Value, ...args: Value[]): Result {
  const coroutine = coroutineAt(value, "resume");
  if (coroutine.isMain) return [false, "cannot resume a coroutine that the scheduler runs"];
  if (coroutine.status !== "suspended") return [false, `cannot resume ${describe(coroutine)} coroutine`];
  return resume(coroutine, args, withStatus);
}

/** `coroutine.close`, as in Lua 5.4: ends a coroutine that waits; of one that an error ended it gives the error. */
function close(value: Value): Result {
  const coroutine = coroutineAt(value, "close");
  const { status, failure } = coroutine;
  if (coroutine.isMain || (status !== "suspended" && status !== "dead")) {
    throw raise(`cannot close a ${coroutine.isMain && status === "suspended" ? "waiting" : status} coroutine`);
  }
  if (coroutine.born < vm.oldest) refuse();
  coroutine.end();
  coroutine.failure = undefined;
  return failure === undefined ? true : [false, failure.value];
}

function withStatus(ok: boolean, values: Value[]): Result {
  return values.length === 1 ? [ok, values[0]] : [ok, ...values];
}

function describe({ status }: Coroutine): string {
  return status === "dead" ? "dead" : "non-suspended";
}

function wrap(body: Value): Result {
  const coroutine = new Coroutine(functionAt(body, 1, "wrap"));
  return (...args) => {
    if (coroutine.status !== "suspended") throw raise(`cannot resume ${describe(coroutine)} coroutine`);
    return resume(coroutine, args, (ok, values) => {
      if (ok) return values;
      const [value] = values;
      throw typeof value === "string" ? raise(value) : new Raised(value);
    });
  };
}

function yieldValues(...args: Value[]): Result {
  if (vm.coroutine === undefined || vm.coroutine.isMain) throw raise("attempt to yield from outside a coroutine");
  vm.stop = Stop.Yield;
  vm.yielded = args;
  return SUSPENDED;
}

/** Starts a concurrent coroutine with the further arguments; the caller goes on first (spec/temporal-workflows.md §13). */
function spawn(body: Value, ...args: Value[]): Result {
  const fn = toHost(functionAt(body, 1, "spawn")) as LuaFunction;
  const thread = currentState().context.scheduler.spawn(fn, args.map(toHost));
  return thread instanceof CompilerThread ? thread.coroutine : undefined;
}
