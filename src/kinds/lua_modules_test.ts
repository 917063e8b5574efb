import { fromLatin1 } from "../base/mod.ts";
import { deepEqual } from "node:assert/strict";
import { compilerEngine } from "../lua/compiler/mod.ts";
import { instantiate, type LuaProgram } from "../lua/run/mod.ts";
import { LuaFunction, LuaTable } from "../lua/api/mod.ts";
import { globalModules } from "../modules/commands/mod.ts";
import { BLOCKING_FUNCTIONS, luaModules } from "./lua_modules.ts";
import { parse } from "../lua/syntax/mod.ts";

Deno.test("BLOCKING_FUNCTIONS are functions that the modules have", () => {
  const chunk = compilerEngine.compile(parse("return function() end"), { entryId: "app:f", file: "f.lua" });
  const program: LuaProgram = {
    ...{ entryId: "app:f", engine: compilerEngine, chunk, method: "main", modules: luaModules, imports: new Map() },
  };
  const { context: { state } } = instantiate(program, {
    world: { entryId: "app:f", now: () => 0n, random: () => 0, print: () => {}, workflowInfo: () => new Map() },
    executor: { execute: () => {}, withdraw: () => {} },
    budget: { mode: "deadline", milliseconds: 1_000 },
    globals: globalModules,
  });
  const missing = [...BLOCKING_FUNCTIONS].filter((name) => {
    const [module, member] = name.split(".") as [string, string];
    const value = state.globals.get(fromLatin1(module));
    return !(value instanceof LuaTable && value.get(fromLatin1(member)) instanceof LuaFunction);
  });
  state.close();
  deepEqual(missing, []);
});
