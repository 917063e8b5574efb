import { systemClock } from "../base/mod.ts";
import type { LuaProgram } from "../lua/run/mod.ts";
import { type CallableProcess, FunctionRunner } from "../processes/mod.ts";
import type { Configured, Dependencies } from "../registry/mod.ts";
import { type LuaApp, poolSize, programOf } from "./lua_code/mod.ts";
import { defaultHostOf } from "./process_lua/default_host.ts";
import { createProcessNode } from "./process_node.ts";

/**
 * Makes what runs the functions of an application, each in as many calls at a time as its pool allows; shared by all its
 * components.
 */
export function createFunctionRunner(app: Dependencies): FunctionRunner {
  return new FunctionRunner({
    node: app.shared(createProcessNode),
    resources: app.resources,
    find: (id) => functionOf(app.find(id), app),
    findProcess: (id) => processOf(app.find(id), app),
    concurrency: (id) => poolSize(app.find(id)),
    clock: systemClock,
    logger: app.logger,
  });
}

/** Only functions can be called; other entries have no meaning without arguments and a caller. */
function functionOf(configured: Configured | undefined, app: LuaApp): LuaProgram | undefined {
  return configured?.kind.name === "function.lua" ? programOf(configured, app) : undefined;
}

function processOf(configured: Configured | undefined, app: LuaApp): CallableProcess | undefined {
  const program = configured?.kind.name === "process.lua" ? programOf(configured, app) : undefined;
  return program && { program, host: defaultHostOf(configured!.entry) };
}
