import assert from "node:assert/strict";
import type { Data } from "../../src/base/mod.ts";
import {
  type Budget,
  type Command,
  type Limits,
  type LuaEngine,
  type LuaModule,
  type LuaValue,
  Suspension,
  toData,
  waits,
} from "../../src/lua/api/mod.ts";
import { type Instance, instantiate, type LuaProgram, type RunState } from "../../src/lua/run/mod.ts";
import type { SleepCommand } from "../../src/modules/commands/mod.ts";
import { testEngine } from "./test_engine.ts";
import { parse } from "../../src/lua/syntax/mod.ts";

export interface ScriptOptions {
  readonly engine?: LuaEngine;
  readonly budget?: Budget;
  readonly limits?: Limits;
  readonly modules?: Readonly<Record<string, LuaModule>>;
  readonly imports?: Readonly<Record<string, LuaProgram>>;
  readonly method?: string;
  readonly args?: LuaValue[];
  /** What `math.random` draws from. */
  readonly random?: () => number;
  /** Takes the lines of `print`, as `position line`. */
  readonly print?: (line: string) => void;
}

/** What the commands of the tests' module `host` carry. */
const waitArguments = new WeakMap<Command, LuaValue[]>();

/** `host.wait(...)` waits until the test replies; {@linkcode runScript} replies with the arguments. */
const hostModule: LuaModule = {
  name: "host",
  world: "any",
  open: ({ state }) =>
    state.createLibrary({
      wait: waits((args) => {
        const command: SleepCommand = { type: "sleep", nanoseconds: 1 };
        waitArguments.set(command, args);
        return new Suspension(command);
      }),
    }),
};

/** Compiles source text as the entry `app:<name>` in the file `<name>.lua`. */
export function program(source: string, name = "script", options: ScriptOptions = {}): LuaProgram {
  const { engine = testEngine, modules = {}, imports = {}, method = "main", limits } = options;
  return {
    entryId: `app:${name}`,
    engine,
    chunk: engine.compile(parse(source), { entryId: `app:${name}`, file: `${name}.lua` }),
    method,
    limits,
    modules: new Map([["host", hostModule], ...Object.entries(modules)]),
    imports: new Map(Object.entries(imports)),
  };
}

/** An instance whose waits are collected in `waiting`. */
export interface StartedScript extends Instance {
  /** Waits without a reply, oldest first. */
  readonly waiting: { readonly args: LuaValue[]; readonly reply: (...values: LuaValue[]) => void }[];
}

/** Makes an instance of a program; nothing but its chunk has run. */
export function start(code: LuaProgram, options: ScriptOptions = {}): StartedScript {
  const waiting: StartedScript["waiting"] = [];
  const instance = instantiate(code, {
    budget: options.budget ?? { mode: "deadline", milliseconds: 10_000 },
    world: {
      entryId: code.entryId,
      now: () => 0n,
      random: options.random ?? (() => 0.5),
      print: (line, position) => options.print?.(`${position} ${line}`),
    },
    executor: {
      execute: (command, reply) => waiting.push({ args: waitArguments.get(command) ?? [], reply }),
      withdraw: () => {},
    },
  });
  return { ...instance, waiting };
}

/** Runs the body of a function to its end; waits get their arguments as reply, oldest first. */
export function runScript(body: string, options: ScriptOptions = {}): RunState {
  const { scheduler, entry, waiting, context } = start(
    program(`return function(...) ${body}\nend`, "script", options),
    options,
  );
  scheduler.spawn(entry, options.args ?? []);
  for (;;) {
    context.state.startTurn();
    const state = scheduler.run();
    const next = waiting.shift();
    if (state.type === "preempted") continue;
    if (state.type !== "blocked" || !next) return state;
    next.reply(...next.args);
  }
}

/** What the body returns, as data. */
export function evaluate(body: string, options?: ScriptOptions): Data[] {
  const state = runScript(body, options);
  if (state.type === "raised") assert.fail(`raised ${String(state.value)}\n${state.traceback.join("\n")}`);
  if (state.type === "faulted") throw state.fault;
  assert.equal(state.type, "returned");
  return state.type === "returned" ? state.values.map(toData) : [];
}

/** What the body raises, uncaught. */
export function raised(body: string, options?: ScriptOptions): { value: LuaValue; traceback: string[] } {
  const state = runScript(body, options);
  if (state.type !== "raised") assert.fail(`expected an error, got "${state.type}"`);
  return state;
}
