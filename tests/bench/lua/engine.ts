import { ascii } from "../../../src/base/mod.ts";
import { cpuUsage } from "node:process";
import {
  type LuaChunk,
  type LuaContext,
  type LuaEngine,
  type LuaState,
  type LuaThread,
  Suspension,
  waits,
} from "../../../src/lua/api/mod.ts";
import type { SleepCommand } from "../../../src/modules/commands/mod.ts";
import { luaEngines } from "../../support/lua_engines.ts";
import { LINES, type LuaReport, type LuaRun } from "./lua_report.ts";
import { programFile, SUSPENDED } from "./programs.ts";
import { parse } from "../../../src/lua/syntax/mod.ts";

/*
 * `deno run -A --v8-flags=--expose-gc engine.ts compiler|fengari ROUNDS PROGRAM…` prints a report on one of our engines.
 * A chunk is compiled once, as the product does, and each round has a fresh state.
 */

const STATES = 2000;
const { gc } = globalThis as unknown as { gc: () => void };

/** Waits for the host; the host answers with the argument plus one. */
class Asked implements SleepCommand {
  readonly type = "sleep";

  constructor(readonly nanoseconds: number) {}
}

async function compile(engine: LuaEngine, name: string): Promise<LuaChunk> {
  const source = await Deno.readTextFile(programFile(name));
  return engine.compile(parse(source), { entryId: `bench:${name}`, file: `${name}.lua` });
}

function createState(engine: LuaEngine): LuaState {
  const state = engine.createState({ mode: "deadline", milliseconds: 600_000 });
  state.context = { state } as LuaContext;
  return state;
}

function begin(engine: LuaEngine, chunk: LuaChunk): LuaThread {
  const state = createState(engine);
  state.globals.set(
    ascii("host"),
    state.createLibrary({ wait: waits(([value]) => new Suspension(new Asked(Number(value)))) }),
  );
  state.startTurn();
  return state.createThread(state.load(chunk));
}

function run(engine: LuaEngine, chunk: LuaChunk): LuaRun {
  const thread = begin(engine, chunk);
  const start = processorTime();
  let outcome = thread.resume([]);
  while (outcome.type === "suspended" && outcome.command instanceof Asked) {
    outcome = thread.resume([outcome.command.nanoseconds + 1]);
  }
  const milliseconds = processorTime() - start;
  return { answer: outcome.type === "returned" ? String(outcome.values[0]) : JSON.stringify(outcome), milliseconds };
}

/** Milliseconds of all threads, as the other implementations measure. */
function processorTime(): number {
  const { user, system } = cpuUsage();
  return (user + system) / 1000;
}

/** Bytes that the garbage collector finds for each of many objects. */
function bytesEach(make: () => unknown): number {
  const kept: unknown[] = [make()];
  gc();
  const before = Deno.memoryUsage().heapUsed;
  for (let i = 0; i < STATES; i++) kept.push(make());
  gc();
  return (Deno.memoryUsage().heapUsed - before) / (kept.length - 1);
}

function creationTime(engine: LuaEngine): number {
  const times = Array.from({ length: 3 }, () => {
    const start = processorTime();
    for (let i = 0; i < STATES; i++) createState(engine);
    return (processorTime() - start) / STATES;
  });
  return Math.min(...times);
}

/** All programs, again and again, each as a function. */
async function longSource(names: readonly string[]): Promise<string> {
  const bodies = await Promise.all(names.map((name) => Deno.readTextFile(programFile(name))));
  const lines: string[] = [];
  for (let i = 0; lines.length < LINES; i++) {
    lines.push(`function Program${i}()`, ...bodies[i % bodies.length]!.trimEnd().split("\n"), "end");
  }
  return lines.join("\n");
}

function compilationTime(engine: LuaEngine, source: string): number {
  const state = createState(engine);
  const start = processorTime();
  state.load(engine.compile(parse(source), { entryId: "bench:long", file: "long.lua" }));
  return processorTime() - start;
}

async function report(engine: LuaEngine, rounds: number, names: readonly string[]): Promise<LuaReport> {
  const compilation = compilationTime(engine, await longSource(names));
  const runs: Record<string, LuaRun> = {};
  for (const name of names) {
    const chunk = await compile(engine, name);
    const results = Array.from({ length: rounds }, () => run(engine, chunk));
    runs[name] = results.toSorted((a, b) => a.milliseconds - b.milliseconds)[0]!;
  }
  const chunk = await compile(engine, SUSPENDED);
  const idle = bytesEach(() => createState(engine));
  const suspended = bytesEach(() => {
    const thread = begin(engine, chunk);
    thread.resume([]);
    return thread;
  });
  return { runs, compilation, creation: creationTime(engine), idle, suspended: suspended - idle };
}

const [name, rounds, ...names] = Deno.args;
const engine = luaEngines[name === "fengari" ? "fengari" : "compiler"];
console.log(JSON.stringify(await report(engine, Number(rounds), names)));
