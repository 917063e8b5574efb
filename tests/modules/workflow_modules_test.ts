import { fromLatin1 } from "../../src/base/mod.ts";
import { deepEqual, equal, match, notDeepEqual } from "node:assert/strict";
import { kinds } from "../../src/kinds/mod.ts";
import { luaModules } from "../../src/kinds/lua_modules.ts";
import { luaEngines } from "../support/lua_engines.ts";
import { instantiate } from "../../src/lua/run/mod.ts";
import { type LuaEngine, LuaFunction, LuaTable, type LuaValue } from "../../src/lua/api/mod.ts";
import { globalModules } from "../../src/modules/commands/mod.ts";
import { load } from "../../src/app/mod.ts";
import { replayHistory } from "../../src/temporal/mod.ts";
import { appFolder } from "../support/app_folder.ts";
import { historiesOf, type HistoryJson } from "../support/histories_of.ts";
import { runLua } from "../support/lua_runner.ts";
import { compile, taskFailure, TestLogger, testNamespace, withWorker, workflowSettings } from "../support/temporal.ts";
import { PURE_CALLS, RECORDED_CALLS } from "./workflow_calls.ts";

const CALLS = { ...PURE_CALLS, ...RECORDED_CALLS };

/** Tested with the processes and workflows that they are about. */
const ELSEWHERE = ["process", "subscribe", "unsubscribe", "workflow"];

/** What has one row of its own in place of one per function. */
const WITHOUT_OWN_ROW = ["coroutine", "math", "logger"];

/**
 * A workflow whose history keeps the value that it got first: with every task, on every engine, it must get that one again,
 * else it fails, which no history of a completed workflow allows.
 */
function keeping(body: string): string {
  return `
    local json, funcs = require("json"), require("funcs")
    local function value() ${body}\n end
    return function()
      local text = json.encode(value())
      local kept = funcs.call("app:echo", text)
      if kept ~= text then error("first " .. kept .. ", then " .. text) end
      return text
    end`;
}

const place = await testNamespace("modules");

Deno.test("modules in workflows: pure functions give what they give elsewhere, recorded ones the same at each replay", async (test) => {
  const workflows = Object.fromEntries(Object.entries(CALLS).map(([name, body]) => [`app:${name}`, keeping(body)]));
  const given = { workflows, activities: { "app:echo": "return function(value) return value end" } };
  // Without a cache, every task replays the ones before it.
  const settings = { maxCachedWorkflows: 0 };
  await withWorker(place, { ...given, settings, logger: new TestLogger() }, async ({ foreign, taskQueue }) => {
    const run = async (type: string) => {
      const workflowId = crypto.randomUUID();
      const handle = await foreign.workflow.start(type, { taskQueue, workflowId, workflowExecutionTimeout: "60s" });
      const result = await handle.result().catch(async (error) => {
        throw new Error(JSON.stringify(await taskFailure(handle)), { cause: error });
      });
      return { result, histories: await historiesOf(foreign, workflowId) };
    };
    const runs = Object.keys(CALLS).map(async (name) => {
      const [first, second] = await Promise.all([run(`app:${name}`), name in RECORDED_CALLS && run(`app:${name}`)]);
      return { name, first, second };
    });
    const outcomes = await Promise.allSettled(runs);
    for (const [index, outcome] of outcomes.entries()) {
      await test.step(Object.keys(CALLS)[index]!, async () => {
        if (outcome.status === "rejected") throw outcome.reason;
        const { name, first, second } = outcome.value;
        if (second) notDeepEqual(first.result, second.result, "each run has its own value");
        else {equal(
            first.result,
            await runLua(`local function value() ${CALLS[name]}\n end return json.encode(value())`),
          );}
        for (const engine of Object.values(luaEngines)) await replays(name, first.histories, engine);
      });
    }
  });
});

async function replays(name: string, histories: readonly HistoryJson[], engine: LuaEngine): Promise<void> {
  const programs = new Map([[`app:${name}`, compile(`app:${name}`, keeping(CALLS[name]!), engine)]]);
  for (const history of histories) {
    deepEqual(await replayHistory(programs, history, workflowSettings()), { type: "ok" }, engine.name);
  }
}

Deno.test("modules in workflows: there is a row for every function that workflows may use", () => {
  const engine = luaEngines.compiler;
  const program = { ...compile("app:f", "return function() end", engine), modules: luaModules };
  const { context: { state } } = instantiate(program, {
    world: { entryId: "app:f", now: () => 0n, random: () => 0, print: () => {}, workflowInfo: () => new Map() },
    executor: { execute: () => {}, withdraw: () => {} },
    budget: { mode: "deadline", milliseconds: 1_000 },
    globals: globalModules,
  });
  const allowed = [...luaModules.values(), ...globalModules].filter(({ world }) => world === "any");
  const names = new Set(allowed.map(({ name }) => name).filter((name) => !ELSEWHERE.includes(name)));
  const functions = [...names, "channel"].flatMap((name) => functionsOf(name, state.globals.get(fromLatin1(name))));
  state.close();
  const rows = new Set(Object.keys(CALLS).map((name) => name.split(" ")[0]!));
  deepEqual(functions.filter((name) => !rows.has(name)), []);
  deepEqual(
    [...rows].filter((name) => !functions.includes(name) && !WITHOUT_OWN_ROW.includes(name.split(".")[0]!)),
    [],
  );
});

function functionsOf(path: string, value: LuaValue): string[] {
  if (value instanceof LuaFunction) return [path];
  if (!(value instanceof LuaTable)) return [];
  return [...value.entries()].flatMap(([name, member]) => functionsOf(`${path}.${name}`, member));
}

for (const { name } of [...luaModules.values()].filter(({ world }) => world === "host")) {
  Deno.test(`modules in workflows: "${name}" is refused, naming entry and module`, async () => {
    for (const libraries of [0, 2]) {
      const { message, entryId } = await refusal(name, libraries);
      equal(entryId, "app:w");
      match(message, new RegExp(`^Module "${name}" is not allowed in the workflow "app:w"`));
    }
  });
}

/** The one diagnostic of a workflow that uses a module, itself or through libraries. */
async function refusal(module: string, libraries: number) {
  const library = (n: number) => n < libraries ? `imports: {l: app:l${n + 1}}` : `modules: [${module}]`;
  const entries = Array.from({ length: libraries }, (_, n) => {
    return `  - {name: l${n + 1}, kind: library.lua, source: "local m = 1 return { m = m }", ${library(n + 1)}}`;
  });
  await using app = await appFolder({
    "_index.yaml": `version: "1.0"\nnamespace: app\nentries:
  - {name: w, kind: workflow.lua, source: "return function() end", ${library(0)}}\n${entries.join("\n")}\n`,
  });
  const { collector } = await load({ appFolder: app.path, kinds });
  equal(collector.diagnostics.length, 1);
  return collector.diagnostics[0]!;
}
