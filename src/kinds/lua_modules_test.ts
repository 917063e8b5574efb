import { deepEqual } from "node:assert/strict";
import { toByteString } from "../base/mod.ts";
import { compilerEngine } from "../lua/compiler/mod.ts";
import { instantiate, type LuaProgram } from "../lua/run/mod.ts";
import { isWaiting, type LuaEngine, LuaTable, type LuaValue, type Native } from "../lua/api/mod.ts";
import { globalModules } from "../modules/commands/mod.ts";
import { BLOCKING_FUNCTIONS, BLOCKING_METHODS, luaModules } from "./lua_modules.ts";
import { parse } from "../lua/syntax/mod.ts";

type Members = Readonly<Record<string, Native | LuaValue>>;

/** The engine, which tells of all libraries that modules make. */
function watched(libraries: Map<LuaTable, Members>): LuaEngine {
  return {
    ...compilerEngine,
    createState(budget) {
      const state = compilerEngine.createState(budget);
      const create = state.createLibrary.bind(state);
      state.createLibrary = (members) => {
        const table = create(members);
        libraries.set(table, members);
        return table;
      };
      return state;
    },
  };
}

Deno.test("BLOCKING_FUNCTIONS are the waiting functions of all modules", () => {
  const libraries = new Map<LuaTable, Members>();
  const names = [...luaModules.keys()];
  const requires = names.map((name) => `all[${JSON.stringify(name)}] = require(${JSON.stringify(name)})`).join("\n");
  const source = `all = { channel = channel, process = process }\n${requires}\nreturn function() end`;
  const engine = watched(libraries);
  const chunk = engine.compile(parse(source), { entryId: "app:f", file: "f.lua" });
  const program: LuaProgram = {
    ...{ entryId: "app:f", engine, chunk, method: "main", modules: luaModules, imports: new Map() },
  };
  const { context: { state } } = instantiate(program, {
    world: { entryId: "app:f", now: () => 0n, random: () => 0, print: () => {}, workflowInfo: () => new Map() },
    executor: { execute: () => {}, withdraw: () => {} },
    budget: { mode: "deadline", milliseconds: 1_000 },
    globals: globalModules,
  });
  const all = state.globals.get(toByteString("all")) as LuaTable;
  const waiting = ["channel", "process", ...names].flatMap((module) => {
    const table = all.get(toByteString(module));
    const members = table instanceof LuaTable ? libraries.get(table) ?? {} : {};
    return Object.keys(members).filter((name) => isWaiting(members[name])).map((name) => `${module}.${name}`);
  });
  state.close();
  deepEqual([...BLOCKING_FUNCTIONS].sort(), [...new Set(waiting)].sort());
});

Deno.test("BLOCKING_METHODS are those of what a module's functions give", () => {
  const expected = ["channel:receive", "funcs:call", "http_client:read", "process:exec", "store:get", "time:receive"];
  deepEqual(expected.filter((name) => !BLOCKING_METHODS.has(name)), []);
});
