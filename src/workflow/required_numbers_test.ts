import assert from "node:assert/strict";
import type { Data, Logger } from "../base/mod.ts";
import { luaEngines } from "../../tests/support/lua_engines.ts";
import { commandModules, globalModules } from "../modules/commands/mod.ts";
import { pureModules } from "../modules/pure/mod.ts";
import type { Job } from "./proto.ts";
import { LuaWorkflow } from "./lua_workflow.ts";
import { fromPayload } from "./payload/payload.ts";
import { parse } from "../lua/syntax/mod.ts";

/** The table of architecture.md §2, "Required behaviour": an expression of `a` and `b`, their values, and the result's text. */
const ROWS: readonly (readonly [code: string, a: string, b: string, result: string])[] = [
  ["a + b", "2147483647", "1", "2147483648"],
  ["a - b", "-2147483648", "1", "-2147483649"],
  ["a + b", "1700000000000", "1", "1700000000001"],
  ["a // b", "3000000000", "7", "428571428"],
  ["a // b", "-7", "2", "-4"],
  ["a % b", "-7", "3", "2"],
  ["a // b", "5.5", "2", "2"],
  ["a / b", "6", "2", "3"],
  ["a << b", "1", "40", "1099511627776"],
  ["2^a | b", "40", "1", "1099511627777"],
  ["a", "0xFFFFFFFF", "nil", "4294967295"],
  ["~a", "0", "nil", "-1"],
  [
    "(function() local turns = 0 for i = a, b do turns = turns + 1 end return turns end)()",
    "2147483646",
    "2147483650",
    "5",
  ],
  ["({[a] = 1})[b]", "3000000000", "3e9", "1"],
  ["tonumber(a)", '"3000000000"', "nil", "3000000000"],
  ["tostring(a)", "9007199254740991", "nil", "9007199254740991"],
  ["tostring(a)", "5.0", "nil", "5"],
  ["a .. b", "5.0", '""', "5"],
  ["tostring(a^b)", "2", "60", "1.1529215046068e+18"],
  ["tostring(a)", "0.1", "nil", "0.1"],
  ["tostring(a)", "1e100", "nil", "1e+100"],
  ["string.format(a, b)", '"%d"', "3000000000", "3000000000"],
  ["(a):format(b)", '"%d"', "5.0", "5"],
  ["(a):format(2^b)", '"%x"', "40", "10000000000"],
  ["pcall(string.format, a, b)", '"%d"', "5.5", "false"],
  ["math.type(a)", "3000000000", "nil", "integer"],
  ["math.type(a)", "5.0", "nil", "integer"],
  ["math.type(a)", "0.5", "nil", "float"],
  ["math.floor(a) + math.floor(b)", "3e9", "3e9", "6000000000"],
  ["math.tointeger(a^b)", "2", "53", "9007199254740992"],
  ["math.maxinteger", "nil", "nil", "9223372036854775807"],
  ["a + b", "9007199254740992", "1", "9007199254740993"],
  ["a * b > 0", "9007199254740992", "9007199254740992", "false"],
  ["-a - b", "9007199254740992", "2", "-9007199254740994"],
  ["a / b", "1", "0", "inf"],
  ["a / b", "-1", "0", "-inf"],
  ["tostring(a / b):gsub('-', '')", "0", "0", "nan"],
  ["({[a] = 1, [b] = 2})[a]", '"\\10A\\10"', '"\\xa4\\x1a"', "1"],
  ["json.encode((json.decode(a)))", '"12345678901234"', "nil", "12345678901234"],
  ["json.encode((json.decode(a)))", '"1234567890123456789"', "nil", "1234567890123456789"],
  ["json.decode(a) + b", '"1234567890123456789"', "0", "1234567890123456789"],
  ["a + b", "math.maxinteger", "1", "-9223372036854775808"],
  ["a * b", "0xFFFFFFFF", "16777619", "72059324892970605"],
  ["a << b", "1", "62", "4611686018427387904"],
  ["a << b", "1", "64", "0"],
  ["a >> b", "-1", "1", "9223372036854775807"],
  ["a % b", "1618065507111835497", "10", "7"],
  ["(1 << a) == 2^b", "60", "60", "true"],
  ["({[1 << a] = 1})[2^b]", "60", "60", "1"],
  ["string.format(a, b)", '"%x"', "-1", "ffffffffffffffff"],
  ["pcall(function() return 2^a | b end)", "64", "0", "false"],
];

/** What tests/lua/fuzz/cases/hashes.lua gives, in which SHA-1 of "" and "abc" come first. */
const DIGESTS = [
  "da39a3ee5e6b4b0d3255bfef95601890afd80709",
  "a9993e364706816aba3e25717850c26c9cd0d89d",
  "008a60b17434799f46bf7f878f3449335d7bdebf",
  "-6615550055289275125",
  "779a65e7023cd2e7",
  "1335831723",
  "2263208613658073436",
  "263472159",
  "293225800",
  "6786658628737769471",
  "1618065507111 17 4095 1 6786658628737769 integer",
  "seen",
].join("\n");

const RESULTS = ROWS.map(([, , , result]) => result);
const logger: Logger = { log: () => {}, with: () => logger };
const settings = {
  globals: globalModules,
  deadlockDetectionTimeout: 1000,
  logger,
  enableLoggingInReplay: false,
  disableEagerActivities: false,
  registrations: {
    workerId: "app:worker",
    clientId: "app:client",
    callOptions: () => undefined,
    workflowType: (entryId: string) => entryId,
    taskQueueOf: () => undefined,
  },
};

/** The expression with its values in place of `a` and `b`. */
function fromConstants([code, a, b]: typeof ROWS[number]): string {
  const operand = (value: string) => value.startsWith('"') || value === "nil" ? value : `(${value})`;
  return code.replace(/\b[ab]\b/g, (name) => operand(name === "a" ? a : b));
}

function fromVariables([code, a, b]: typeof ROWS[number]): string {
  return `(function(a, b) return (${code}) end)(opaque(${a}, ${b}))`;
}

/** A workflow that gives the texts of all expressions as computed before and after a wait, by values from before it. */
function workflow(expressions: readonly string[]): LuaWorkflow {
  const { compiler: engine } = luaEngines;
  const functions = expressions.map((expression) => `function() return tostring((${expression})) end`);
  const source = `
    local json, time = require("json"), require("time")
    local function opaque(...) return ... end
    local rows = {${functions.join(",\n")}}
    local function texts() local list = {} for i, row in ipairs(rows) do list[i] = row() end return list end
    return function()
      local before = texts()
      time.sleep(1000)
      return { before, texts() }
    end`;
  const program = {
    entryId: "app:w",
    engine,
    chunk: engine.compile(parse(source), { entryId: "app:w", file: "w.lua" }),
    method: "main",
    modules: new Map([...pureModules, ...commandModules].map((module) => [module.name, module])),
    imports: new Map(),
  };
  const run = { workflowId: "id", runId: "run", workflowType: "w", taskQueue: "own", namespace: "ns", attempt: 1 };
  return new LuaWorkflow(program, run, settings);
}

async function activate(target: LuaWorkflow, jobs: Job[], isReplaying = false): Promise<Data | undefined> {
  const { successful, failed } = await target.activate({ runId: "run", isReplaying, jobs });
  if (failed) assert.fail(failed.failure?.message ?? "failed");
  const command = successful?.commands?.at(-1);
  if (command?.failWorkflowExecution) assert.fail(JSON.stringify(command));
  const payload = command?.completeWorkflowExecution?.result;
  return payload ? fromPayload(payload) : undefined;
}

const START: Job = { initializeWorkflow: { arguments: [] } };
const WOKEN: Job = { fireTimer: { seq: 1 } };

for (const [name, write] of Object.entries({ constants: fromConstants, variables: fromVariables })) {
  Deno.test(`numbers are as required, from ${name}, and again after eviction and replay`, async () => {
    const expressions = ROWS.map(write);
    const cached = workflow(expressions);
    await activate(cached, [START]);
    assert.deepEqual(await activate(cached, [WOKEN]), [RESULTS, RESULTS]);

    const replayed = workflow(expressions);
    await activate(replayed, [START], true);
    assert.deepEqual(await activate(replayed, [WOKEN]), [RESULTS, RESULTS]);
  });
}

Deno.test("digests and ids that scripts compute with 64 bits are right, and again after eviction and replay", async () => {
  const source = await Deno.readTextFile(new URL("../../tests/lua/fuzz/cases/hashes.lua", import.meta.url));
  const expressions = [`(function() ${source}\nend)()`];
  const cached = workflow(expressions);
  await activate(cached, [START]);
  const digests = [[DIGESTS], [DIGESTS]];
  assert.deepEqual(await activate(cached, [WOKEN]), digests);

  const replayed = workflow(expressions);
  await activate(replayed, [START], true);
  assert.deepEqual(await activate(replayed, [WOKEN]), digests);
});
