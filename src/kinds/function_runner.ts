import { type AppResources, type Logger, systemClock } from "../base/mod.ts";
import type { LuaProgram } from "../lua/mod.ts";
import { FunctionRunner } from "../processes/mod.ts";
import type { Configured } from "../registry/mod.ts";
import { type LuaApp, poolSize, programOf } from "./lua_code/mod.ts";

/** The application whose functions run. */
export interface FunctionRunnerContext extends LuaApp {
  readonly resources: AppResources;
}

/** Makes what runs the functions of an application, each in as many calls at a time as its pool allows. */
export function createFunctionRunner(app: FunctionRunnerContext, logger: Logger): FunctionRunner {
  return new FunctionRunner({
    resources: app.resources,
    find: (id) => functionOf(app.find(id), app),
    concurrency: (id) => poolSize(app.find(id)),
    clock: systemClock,
    logger,
  });
}

/** Only functions can be called; other entries have no meaning without arguments and a caller. */
function functionOf(configured: Configured | undefined, app: LuaApp): LuaProgram | undefined {
  return configured?.kind.name === "function.lua" ? programOf(configured, app) : undefined;
}
