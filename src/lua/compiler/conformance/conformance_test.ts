import assert from "node:assert/strict";
import { base } from "./base.ts";
import type { Case, Other } from "./case.ts";
import { coroutines } from "./coroutines.ts";
import { errors } from "./errors.ts";
import { functions } from "./functions.ts";
import { metatables } from "./metatables.ts";
import { numbers } from "./numbers.ts";
import { strings } from "./strings.ts";
import { tables } from "./tables.ts";
import type { Budget, LuaContext, LuaEngine, World } from "../../mod.ts";
import { fengariEngine } from "../../fengari/mod.ts";
import { compilerEngine } from "../mod.ts";

const AREAS: Readonly<Record<string, readonly Case[]>> = {
  base,
  coroutines,
  errors,
  functions,
  metatables,
  numbers,
  strings,
  tables,
};

/** Joins the results of a function, or its error, in one text. */
const SHOW = `
local function show(ok, ...)
  local texts = {}
  for i = 1, select("#", ...) do texts[i] = tostring((select(i, ...))) end
  return (ok and "" or "error: ") .. table.concat(texts, "|")
end
`;

/** Gives way at each function entry and each turn of a loop. */
const ALWAYS_PREEMPTED: Budget = { mode: "slice", milliseconds: 0 };
const PATIENT: Budget = { mode: "deadline", milliseconds: 20_000 };

function world(): World {
  let seed = 1;
  const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
  return { entryId: "test:case", now: () => 0n, random, print: () => {} };
}

function compileCase(engine: LuaEngine, code: string) {
  const name = { entryId: "test:case", file: "case" };
  if (code.startsWith("return")) return engine.compile(code, name);
  try {
    return engine.compile(`return ${code}`, name);
  } catch {
    return engine.compile(code, name);
  }
}

/** The results of a case as one text. */
function run(engine: LuaEngine, code: string, budget: Budget): string {
  const state = engine.createState(budget);
  state.context = { state, world: world() } as LuaContext;
  const show = engine.compile(`${SHOW} return show(pcall(...))`, { entryId: "test:show", file: "show" });
  const thread = state.createThread(state.load(show));
  state.startTurn();
  let outcome = thread.resume([state.load(compileCase(engine, code))]);
  while (outcome.type === "preempted") outcome = thread.resume([]);
  state.close();
  return outcome.type === "returned" ? String(outcome.values[0]) : JSON.stringify(outcome);
}

/** The cases on which the other implementation agrees. */
function common(cases: readonly Case[], other: Other): readonly Case[] {
  return cases.filter(([, , differs]) => !differs?.includes(other));
}

function check(cases: readonly Case[], answer: (code: string) => string): void {
  const answers = cases.map(([code]) => [code, answer(code)]);
  assert.deepEqual(answers, cases.map(([code, results]) => [code, results]));
}

for (const [area, cases] of Object.entries(AREAS)) {
  Deno.test(`compilerEngine conforms: ${area}`, () => check(cases, (code) => run(compilerEngine, code, PATIENT)));

  Deno.test(`compilerEngine conforms when it is preempted everywhere: ${area}`, () => {
    check(cases, (code) => run(compilerEngine, code, ALWAYS_PREEMPTED));
  });

  Deno.test(`fengariEngine agrees: ${area}`, () => {
    check(common(cases, "fengari"), (code) => run(fengariEngine, code, PATIENT));
  });

  Deno.test({
    name: `PUC Lua 5.3 agrees: ${area}`,
    ignore: !await hasPucLua(),
    fn: async () => {
      const agreeing = common(cases, "puc");
      const answers = await runPuc(agreeing.map(([code]) => code));
      check(agreeing, (code) => answers.get(code) ?? "no answer");
    },
  });
}

async function hasPucLua(): Promise<boolean> {
  try {
    return (await new Deno.Command("lua5.3", { args: ["-v"], stdout: "null", stderr: "null" }).output()).success;
  } catch {
    return false;
  }
}

/** Runs all cases in one process; each answer comes as its length and its text. */
async function runPuc(codes: readonly string[]): Promise<Map<string, string>> {
  const quote = (code: string) => `[=====[\n${code}]=====]`;
  const script = `${SHOW}
for _, code in ipairs{${codes.map(quote).join()}} do
  local f = not code:match("^return") and load("return " .. code, "=case") or assert(load(code, "=case"))
  local answer = show(pcall(f))
  io.write(#answer, "\\n", answer, "\\n")
end`;
  const command = new Deno.Command("lua5.3", { args: ["-"], stdin: "piped", stdout: "piped", stderr: "piped" });
  const process = command.spawn();
  const writer = process.stdin.getWriter();
  await writer.write(new TextEncoder().encode(script));
  await writer.close();
  const { stdout, stderr } = await process.output();
  assert.equal(new TextDecoder().decode(stderr), "");
  return readAnswers(codes, new TextDecoder("latin1").decode(stdout));
}

function readAnswers(codes: readonly string[], output: string): Map<string, string> {
  const answers = new Map<string, string>();
  let at = 0;
  for (const code of codes) {
    const newline = output.indexOf("\n", at);
    const end = newline + 1 + Number(output.slice(at, newline));
    answers.set(code, output.slice(newline + 1, end));
    at = end + 1;
  }
  return answers;
}
