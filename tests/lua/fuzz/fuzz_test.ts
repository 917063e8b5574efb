import assert from "node:assert/strict";
import { isSame, isValid, runFuzzPrograms } from "../../support/fuzz_programs.ts";
import { outside } from "../../support/outside_programs.ts";
import { isSoak, randomSettings } from "../../support/random_settings.ts";
import { generateProgram } from "./generate_program.ts";
import { shrink } from "./shrink.ts";

const ORDINARY_PROGRAMS = 2000;
const SOAK_PROGRAMS = 50_000;
/** How many programs one process of PUC Lua gets. */
const BATCH = 500;
/** Enough for a program that is being shrunk. */
const SHORT_MS = 500;
const PIECES_REGEXP = /⟦[^⟧]*⟧|\w+|\s+|[^]/g;
const CASES = new URL("cases/", import.meta.url);
const { ignore } = outside("lua5.3");

/** Compares the answers to each program, and shrinks the first on which they differ. */
async function compare(programs: readonly string[], nameOf: (index: number) => string): Promise<void> {
  const answers = await runFuzzPrograms(programs);
  const place = answers.findIndex((answer) => !isValid(answer) || !isSame(answer));
  if (place < 0) return;
  const program = await shrunk(programs[place]!);
  const [shown] = await runFuzzPrograms([program], SHORT_MS);
  const { puc, compiler, preempted } = shown!;
  assert.fail(`${nameOf(place)}: PUC Lua says ${JSON.stringify(puc)}, the compiler ${JSON.stringify(compiler)}, \
preempted ${JSON.stringify(preempted)}; mend it and keep this in ${CASES.pathname}:\n${program}`);
}

async function shrunk(program: string): Promise<string> {
  const failing = async (candidates: readonly string[]) =>
    (await runFuzzPrograms(candidates, SHORT_MS)).map((answer) => isValid(answer) && !isSame(answer));
  if (!(await failing([program]))[0]) return program;
  const lines = await shrink(program.match(/.*\n?/g) ?? [], failing);
  return (await shrink(lines.join("").match(PIECES_REGEXP) ?? [], failing)).join("");
}

Deno.test({
  name: "generated programs say the same on PUC Lua, on the compiler, and when they are preempted everywhere",
  ignore,
  fn: async () => {
    const { seed } = randomSettings();
    const count = isSoak() ? SOAK_PROGRAMS : ORDINARY_PROGRAMS;
    console.error(`${count} programs from seed ${seed}`);
    for (let first = seed; first < seed + count; first += BATCH) {
      const seeds = Array.from({ length: Math.min(BATCH, seed + count - first) }, (_, i) => first + i);
      await compare(seeds.map(generateProgram), (i) => `seed ${seeds[i]}`);
    }
  },
});

Deno.test({
  name: "programs on which PUC Lua and the compiler once differed say the same",
  ignore,
  fn: async () => {
    const names = [...Deno.readDirSync(CASES)].map(({ name }) => name).toSorted();
    await compare(names.map((name) => Deno.readTextFileSync(new URL(name, CASES))), (i) => names[i]!);
  },
});
