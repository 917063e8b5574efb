import type { Budget, LuaEngine, World } from "../../../src/lua/api/mod.ts";
import { Scheduler } from "../../../src/lua/run/mod.ts";
import { caseProgram, SHOW } from "./case_program.ts";
import { parse } from "../../../src/lua/syntax/mod.ts";

const PATIENT: Budget = { mode: "deadline", milliseconds: 20_000 };

/** The results of a case on one of our engines, as one text. */
export function runCase(engine: LuaEngine, code: string, budget = PATIENT): string {
  const state = engine.createState(budget);
  state.context = { state, world: world(), scheduler: new Scheduler(state, { execute() {}, withdraw() {} }) };
  const show = engine.compile(parse(`${SHOW} return show(pcall(...))`), { entryId: "test:show", file: "show" });
  const chunk = engine.compile(parse(caseProgram(code)), { entryId: "test:case", file: "case" });
  const thread = state.createThread(state.load(show));
  state.startTurn();
  let outcome = thread.resume([state.load(chunk)]);
  while (outcome.type === "preempted") outcome = thread.resume([]);
  state.close();
  return outcome.type === "returned" ? String(outcome.values[0]) : JSON.stringify(outcome);
}

function world(): World {
  let seed = 1;
  const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
  return { entryId: "test:case", now: () => 0n, random, print: () => {} };
}
