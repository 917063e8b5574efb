import assert from "node:assert/strict";
import { hasPucLua, runOnPucLua } from "../../../../tests/support/puc_lua.ts";
import type { Budget, LuaContext } from "../../mod.ts";
import { compilerEngine } from "../mod.ts";
import { generateProgram } from "./generate_program.ts";

/** How many programs each test runs; the soak run sets more. */
const PROGRAMS = Number(Deno.env.get("LUNATION_FUZZ_PROGRAMS") ?? 100);
const FIRST_SEED = Number(Deno.env.get("LUNATION_FUZZ_SEED") ?? 1);
const SHOW = "function(program) return program() end";

function run(program: string, budget: Budget): string {
  const state = compilerEngine.createState(budget);
  state.context = { state } as LuaContext;
  const chunk = compilerEngine.compile(program, { entryId: "test:fuzz", file: "case" });
  const thread = state.createThread(state.load(chunk));
  state.startTurn();
  let outcome = thread.resume([]);
  while (outcome.type === "preempted") outcome = thread.resume([]);
  return outcome.type === "returned" ? String(outcome.values[0]) : JSON.stringify(outcome);
}

async function compare(firstSeed: number, budget: Budget): Promise<void> {
  const programs = Array.from({ length: PROGRAMS }, (_, i) => generateProgram(firstSeed + i));
  const answers = await runOnPucLua(programs.map((program) => program.replace(/⟦[^⟧]*⟧/g, "")), SHOW);
  programs.forEach((program, i) => {
    assert.equal(run(program.replace(/[⟦⟧]/g, ""), budget), answers[i], `seed ${firstSeed + i}`);
  });
}

const ignore = !await hasPucLua();

Deno.test({
  name: "generated programs print the same on the compiler and on PUC Lua",
  ignore,
  fn: () => compare(FIRST_SEED, { mode: "deadline", milliseconds: 20_000 }),
});

Deno.test({
  name: "generated programs print the same on PUC Lua and when they are preempted everywhere",
  ignore,
  fn: () => compare(FIRST_SEED + PROGRAMS, { mode: "slice", milliseconds: 0 }),
});
