import { luaEngines } from "./lua_engines.ts";
import { preemptedEngine } from "./preempted_engine.ts";

const engines = { ...luaEngines, preempted: preemptedEngine };
const name = Deno.env.get("LUNATION_TEST_ENGINE") ?? "compiler";

/**
 * The engine that tests run Lua on where they do not name one: what `LUNATION_TEST_ENGINE` says (`compiler`, `fengari` or
 * `preempted`), else the default. Whatever a script does is the same on all.
 */
export const testEngine = engines[name as keyof typeof engines] ?? engines.compiler;
