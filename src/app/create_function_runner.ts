import { systemClock } from "../base/mod.ts";
import { defaultHostOf, poolSize, programOf } from "../kinds/mod.ts";
import type { LuaProgram } from "../lua/run/mod.ts";
import { type CallableProcess, FunctionRunner } from "../processes/mod.ts";
import type { Configured, Dependencies } from "../registry/mod.ts";

/** What {@linkcode createFunctionRunner} works on. */
type Parts = Pick<Dependencies, "find" | "settings" | "resources" | "logger" | "processes">;

/** Makes the runner of an application's functions; each function gets as many calls at a time as its pool allows. */
export function createFunctionRunner(app: Parts): FunctionRunner {
  return new FunctionRunner({
    node: app.processes,
    resources: app.resources,
    find: (id) => functionOf(app.find(id), app),
    findProcess: (id) => processOf(app.find(id), app),
    concurrency: (id) => poolSize(app.find(id)),
    clock: systemClock,
    logger: app.logger,
  });
}

/** Only functions can be called; other entries have no meaning without arguments and a caller. */
function functionOf(configured: Configured | undefined, app: Parts): LuaProgram | undefined {
  return configured?.kind.name === "function.lua" ? programOf(configured, app) : undefined;
}

function processOf(configured: Configured | undefined, app: Parts): CallableProcess | undefined {
  const program = configured?.kind.name === "process.lua" ? programOf(configured, app) : undefined;
  return program && { program, host: defaultHostOf(configured!.entry) };
}
