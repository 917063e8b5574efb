import { luaEngines } from "./lua_engines.ts";

/**
 * The engine that tests run Lua on where they do not name one: what `LUNATION_TEST_ENGINE` says, else the default. Whatever
 * a script does is the same on both.
 */
export const testEngine = luaEngines[Deno.env.get("LUNATION_TEST_ENGINE") === "fengari" ? "fengari" : "compiler"];
