import { parseArgs } from "node:util";
import {
  type Command,
  type LuaContext,
  type LuaEngine,
  type LuaThread,
  type LuaValue,
  Suspension,
} from "../../../src/lua/mod.ts";
import { compilerEngine } from "../../../src/lua/compiler/mod.ts";
import { fengariEngine } from "../../../src/lua/fengari/mod.ts";

/*
 * `deno run -A tests/bench/lua/main.ts [--rounds N] [--only NAME]`: runs the programs on both engines and, where it is
 * installed, on PUC Lua, in turn, and prints the milliseconds of each one's best round.
 */

const PROGRAMS = [
  "recursion",
  "arithmetic",
  "array",
  "field",
  "text",
  "sort",
  "closure",
  "method",
  "coroutine",
  "waiting",
];
const { values } = parseArgs({
  options: { rounds: { type: "string", default: "3" }, only: { type: "string", default: "" } },
});

/** The answer of a program and how long it took. */
interface Run {
  readonly answer: string;
  readonly milliseconds: number;
}

/** Waits for the host; the host answers with the argument plus one. */
class Asked implements Command {
  readonly type = "asked";

  constructor(readonly value: LuaValue) {}
}

function runOnEngine(engine: LuaEngine, name: string, source: string): Run {
  const state = engine.createState({ mode: "deadline", milliseconds: 600_000 });
  state.context = { state } as LuaContext;
  state.globals.set("host", state.createLibrary({ wait: ([value]) => new Suspension(new Asked(value)) }));
  const chunk = engine.compile(source, { entryId: `bench:${name}`, file: `${name}.lua` });
  state.startTurn();
  const start = performance.now();
  const answer = finish(state.createThread(state.load(chunk)));
  const milliseconds = performance.now() - start;
  state.close();
  return { answer, milliseconds };
}

function finish(thread: LuaThread): string {
  let outcome = thread.resume([]);
  while (outcome.type === "suspended") outcome = thread.resume([Number((outcome.command as Asked).value) + 1]);
  return outcome.type === "returned" ? String(outcome.values[0]) : JSON.stringify(outcome);
}

/** PUC Lua measures itself; a coroutine around the program plays the host. */
async function runOnPucLua(command: string, source: string): Promise<Run | undefined> {
  const script = `local function program() ${source}\nend
host = {wait = coroutine.yield}
local start = os.clock()
local thread = coroutine.create(program)
local _, value = coroutine.resume(thread)
while coroutine.status(thread) ~= "dead" do _, value = coroutine.resume(thread, value + 1) end
print(string.format("%.0f", value), (os.clock() - start) * 1000)`;
  try {
    const { stdout } = await new Deno.Command(command, { args: ["-e", script] }).output();
    const [answer = "", milliseconds] = new TextDecoder().decode(stdout).trim().split("\t");
    return { answer, milliseconds: Number(milliseconds) };
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

async function best(rounds: number, run: () => Promise<Run | undefined>): Promise<Run | undefined> {
  let result: Run | undefined;
  for (let round = 0; round < rounds; round++) {
    const next = await run();
    if (next === undefined) return undefined;
    if (result === undefined || next.milliseconds < result.milliseconds) result = next;
  }
  return result;
}

const peers: [name: string, run: (name: string, source: string) => Promise<Run | undefined>][] = [
  ["compiler", (name, source) => Promise.resolve(runOnEngine(compilerEngine, name, source))],
  ["fengari", (name, source) => Promise.resolve(runOnEngine(fengariEngine, name, source))],
  ["PUC Lua 5.4", (_, source) => runOnPucLua("lua5.4", source)],
];

console.log(["program".padEnd(12), ...peers.map(([name]) => name.padStart(12))].join(""));
for (const name of PROGRAMS.filter((program) => program.includes(values.only))) {
  const source = await Deno.readTextFile(new URL(`programs/${name}.lua`, import.meta.url));
  const runs = [];
  for (const [, run] of peers) runs.push(await best(Number(values.rounds), () => run(name, source)));
  const answers = new Set(runs.flatMap((run) => run === undefined ? [] : [run.answer]));
  const cells = runs.map((run) => (run === undefined ? "–" : run.milliseconds.toFixed(1)).padStart(12));
  console.log(
    name.padEnd(12) + cells.join("") + (answers.size > 1 ? `  answers differ: ${[...answers].join(", ")}` : ""),
  );
}
