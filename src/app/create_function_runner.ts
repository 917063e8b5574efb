import { systemClock } from "../base/mod.ts";
import { defaultHostOf, functionLua, poolSize, processLua } from "../kinds/mod.ts";
import type { LuaProgram } from "../lua/run/mod.ts";
import { type CallableProcess, FunctionRunner } from "../processes/mod.ts";
import type { Dependencies } from "../registry/mod.ts";

/** What {@linkcode createFunctionRunner} works on. */
type Parts = Pick<Dependencies, "find" | "lua" | "resources" | "logger" | "processes">;

/** Makes the runner of an application's functions; each function gets as many calls at a time as its pool allows. */
export function createFunctionRunner(app: Parts): FunctionRunner {
  return new FunctionRunner({
    node: app.processes,
    resources: app.resources,
    find: (id) => functionOf(id, app),
    findProcess: (id) => processOf(id, app),
    concurrency: (id) => poolSize(app.find(functionLua, id)?.config.pool),
    clock: systemClock,
    logger: app.logger,
  });
}

/** Only functions can be called; other entries have no meaning without arguments and a caller. */
function functionOf(id: string, app: Parts): LuaProgram | undefined {
  const configured = app.find(functionLua, id);
  return configured && app.lua.program(configured);
}

function processOf(id: string, app: Parts): CallableProcess | undefined {
  const configured = app.find(processLua, id);
  const program = configured && app.lua.program(configured);
  return program && { program, host: defaultHostOf(configured.entry) };
}
