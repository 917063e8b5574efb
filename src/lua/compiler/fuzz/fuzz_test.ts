import assert from "node:assert/strict";
import { outside } from "../../../../tests/support/outside_programs.ts";
import { runOnPucLua } from "../../../../tests/support/puc_lua.ts";
import { isSoak, randomSettings } from "../../../../tests/support/random_settings.ts";
import type { Budget, LuaContext } from "../../mod.ts";
import { compilerEngine } from "../mod.ts";
import { generateProgram } from "./generate_program.ts";

/** Programs of one test in an ordinary run, and in `deno task soak`. */
const PLAIN = [400, 50_000] as const;
const PREEMPTED = [100, 5000] as const;
/** How many programs one process of PUC Lua gets. */
const BATCH = 500;
const lua = outside("lua5.3");
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

/** Compares programs with seeds from that of the run on. */
async function compare([ordinary, soak]: readonly [number, number], budget: Budget): Promise<void> {
  const { seed } = randomSettings();
  const count = isSoak() ? soak : ordinary;
  console.error(`${count} programs from seed ${seed}`);
  for (let first = seed; first < seed + count; first += BATCH) {
    await compareBatch(first, Math.min(BATCH, seed + count - first), budget);
  }
}

async function compareBatch(firstSeed: number, count: number, budget: Budget): Promise<void> {
  const programs = Array.from({ length: count }, (_, i) => generateProgram(firstSeed + i));
  const answers = await runOnPucLua(programs.map((program) => program.replace(/⟦[^⟧]*⟧/g, "")), SHOW);
  programs.forEach((program, i) => {
    assert.equal(run(program.replace(/[⟦⟧]/g, ""), budget), answers[i], `seed ${firstSeed + i}`);
  });
}

Deno.test({
  name: "generated programs print the same on the compiler and on PUC Lua",
  ignore: lua.ignore,
  fn: () => compare(PLAIN, { mode: "deadline", milliseconds: 60_000 }),
});

Deno.test({
  name: "generated programs print the same on PUC Lua and when they are preempted everywhere",
  ignore: lua.ignore,
  fn: () => compare(PREEMPTED, { mode: "slice", milliseconds: 0 }),
});
