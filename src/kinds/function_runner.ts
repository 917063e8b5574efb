import { type Environment, type Logger, systemClock } from "../base/mod.ts";
import { fengariEngine, type LuaProgram } from "../lua/mod.ts";
import { FunctionRunner } from "../processes/mod.ts";
import type { CheckContext, Configured } from "../registry/mod.ts";
import { poolSize, programOf } from "./lua_code/mod.ts";

/** The application whose functions run. */
export interface FunctionRunnerContext {
  find: CheckContext["find"];
  readonly environment: Environment;
}

/** Makes what runs the functions of an application, each in as many calls at a time as its pool allows. */
export function createFunctionRunner({ find, environment }: FunctionRunnerContext, logger: Logger): FunctionRunner {
  return new FunctionRunner({
    environment,
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
