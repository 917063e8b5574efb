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
import { parse } from "../../syntax/mod.ts";
import { outside } from "../../../../tests/support/outside_programs.ts";
import { runOnPucLua } from "../../../../tests/support/puc_lua.ts";
import { fengariEngine } from "../../fengari/mod.ts";
import { compilerEngine } from "../mod.ts";

const lua = outside("lua5.3");

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
  return engine.compile(toProgram(code), name);
}

/** Makes a program of an expression list; statements are one already. */
function toProgram(code: string): string {
  return parse(`return ${code}`).errors.length === 0 ? `return ${code}` : code;
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
    ignore: lua.ignore,
    fn: async () => {
      const agreeing = common(cases, "puc");
      const codes = agreeing.map(([code]) => code);
      const answers = await runOnPucLua(
        codes.map(toProgram),
        `(function() ${SHOW} return function(f) return show(pcall(f)) end end)()`,
      );
      check(agreeing, (code) => answers[codes.indexOf(code)] ?? "no answer");
    },
  });
}
