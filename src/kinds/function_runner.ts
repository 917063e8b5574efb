import { type Logger, systemClock } from "../base/mod.ts";
import { fengariEngine, type LuaProgram } from "../lua/mod.ts";
import { FunctionRunner } from "../processes/mod.ts";
import type { CheckContext, Configured } from "../registry/mod.ts";
import { poolSize, programOf } from "./lua_code/mod.ts";

/**
 * Makes what runs the functions of an application, each in as many calls at a time as its pool allows.
 *
 * @param find gives the configured entries
 */
export function createFunctionRunner(find: CheckContext["find"], logger: Logger): FunctionRunner {
  return new FunctionRunner({
    engine: fengariEngine,
    find: (id) => functionOf(find(id), find),
    concurrency: (id) => poolSize(find(id)),
    clock: systemClock,
    logger,
  });
}

/** Only functions can be called; other entries have no meaning without arguments and a caller. */
function functionOf(configured: Configured | undefined, find: CheckContext["find"]): LuaProgram | undefined {
  return configured?.kind.name === "function.lua" ? programOf(configured, find) : undefined;
}
