import assert from "node:assert/strict";
import { outside } from "../../support/outside_programs.ts";
import { runCasesOnPuc } from "../../support/run_cases_on_puc.ts";
import { fengariEngine } from "../../../src/lua/fengari/mod.ts";
import { compilerEngine } from "../../../src/lua/compiler/mod.ts";
import type { Case, Other } from "./case.ts";
import { CASES } from "./cases.ts";
import { runCase } from "./run_case.ts";

/** How the cases name the versions of PUC Lua. */
const PUC_VERSIONS = { "puc5.3": "lua5.3", "puc5.4": "lua5.4" } as const;
const LEAST_CASES = 600;

/** The cases on which the other implementation agrees. */
function common(cases: readonly Case[], other: Other): readonly Case[] {
  return cases.filter(([, , differs = []]) => !differs.some((name) => other.startsWith(name)));
}

function check(cases: readonly Case[], answer: (code: string) => string | undefined): void {
  const answers = cases.map(([code]) => [code, answer(code)]);
  assert.deepEqual(answers, cases.map(([code, results]) => [code, results]));
}

Deno.test("the cases of conformance are many and distinct", () => {
  const codes = Object.values(CASES).flat().map(([code]) => code);
  assert.equal(new Set(codes).size, codes.length);
  assert.ok(codes.length >= LEAST_CASES);
});

for (const [area, cases] of Object.entries(CASES)) {
  Deno.test(`compilerEngine conforms: ${area}`, () => check(cases, (code) => runCase(compilerEngine, code)));

  Deno.test(`compilerEngine conforms when it is preempted everywhere: ${area}`, () => {
    check(cases, (code) => runCase(compilerEngine, code, { mode: "slice", milliseconds: 0 }));
  });

  Deno.test(`fengariEngine agrees: ${area}`, () => {
    check(common(cases, "fengari"), (code) => runCase(fengariEngine, code));
  });

  for (const [other, command] of Object.entries(PUC_VERSIONS)) {
    Deno.test({
      name: `PUC ${command} agrees: ${area}`,
      ignore: outside(command).ignore,
      fn: async () => {
        const agreeing = common(cases, other as Other);
        const answers = await runCasesOnPuc(command, agreeing.map(([code]) => code));
        check(agreeing, (code) => answers.get(code));
      },
    });
  }
}
