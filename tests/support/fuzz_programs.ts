import { isByteString, toLatin1 } from "../../src/base/mod.ts";
import type { Budget, LuaChunk, LuaContext, LuaValue } from "../../src/lua/api/mod.ts";
import { compilerEngine } from "../../src/lua/compiler/mod.ts";
import { LuaSyntaxError } from "../../src/lua/api/lua_error.ts";
import { NOT_LUA, runOnPucLua } from "./puc_lua.ts";
import { parse } from "../../src/lua/syntax/mod.ts";

/** The answers to one program. */
export interface FuzzAnswers {
  readonly puc: string;
  readonly compiler: string;
  /** On the compiler, suspended at every entry of a function and every turn of a loop. */
  readonly preempted: string;
}

/** The answer of a program that the compiler had to stop. */
const ENDLESS = "endless";
/** More turns than any generated program takes. */
const MOST_TURNS = 1_000_000;
/** What PUC Lua says in other words (see tests/lua/conformance/differences.md), and addresses. */
const WORDINGS: readonly (readonly [RegExp, string])[] = [
  [/invalid value \(\w+\) at (index \d+)/g, "invalid value (at $1)"],
  [/bad argument #-?\d+ to '[^']*' \([^)]*\)/g, "bad argument"],
  [/0x[0-9a-f]{8,}/g, "0x"],
];
/** The answer is the string that the program returns, or its error. */
const SHOW = `function(program)
  local _, answer = pcall(program)
  return type(answer) == "string" and answer or "no text"
end`;

/**
 * Runs programs on PUC Lua and on the compiler.
 *
 * @param programs with type annotations between ⟦ and ⟧, which PUC Lua does not get to see
 * @param milliseconds after which the compiler stops a program
 */
export async function runFuzzPrograms(programs: readonly string[], milliseconds = 60_000): Promise<FuzzAnswers[]> {
  const answers = await runOnPucLua("lua5.3", programs.map((program) => program.replace(/⟦[^⟧]*⟧/g, "")), SHOW);
  return programs.map((program, i) => {
    const puc = comparable(answers[i] ?? ENDLESS);
    if (puc === NOT_LUA || puc === ENDLESS) return { puc, compiler: puc, preempted: puc };
    return { puc, ...runOnCompiler(program, milliseconds) };
  });
}

/** Whether the program is Lua and ends, for all. */
export function isValid({ puc, compiler, preempted }: FuzzAnswers): boolean {
  return [puc, compiler, preempted].every((answer) => answer !== NOT_LUA && answer !== ENDLESS);
}

/** Whether the implementations agree. */
export function isSame({ puc, compiler, preempted }: FuzzAnswers): boolean {
  return compiler === puc && preempted === puc;
}

function runOnCompiler(program: string, milliseconds: number): Pick<FuzzAnswers, "compiler" | "preempted"> {
  try {
    const chunk = compilerEngine.compile(parse(program.replace(/[⟦⟧]/g, "")), { entryId: "test:fuzz", file: "case" });
    const compiler = run(chunk, { mode: "deadline", milliseconds });
    return { compiler, preempted: compiler === ENDLESS ? ENDLESS : run(chunk, { mode: "slice", milliseconds: 0 }) };
  } catch (error) {
    if (error instanceof LuaSyntaxError) return { compiler: NOT_LUA, preempted: NOT_LUA };
    throw error;
  }
}

function run(chunk: LuaChunk, budget: Budget): string {
  const state = compilerEngine.createState(budget);
  state.context = { state } as LuaContext;
  const thread = state.createThread(state.load(chunk));
  state.startTurn();
  let outcome = thread.resume([]);
  for (let turn = 0; outcome.type === "preempted" && turn < MOST_TURNS; turn++) outcome = thread.resume([]);
  state.close();
  if (outcome.type === "returned") return textOf(outcome.values[0]);
  if (outcome.type === "raised") return textOf(outcome.value);
  return outcome.type === "faulted" && outcome.fault.reason !== "budget" ? outcome.fault.message : ENDLESS;
}

function textOf(value: LuaValue): string {
  return isByteString(value) ? comparable(toLatin1(value)) : "no text";
}

function comparable(answer: string): string {
  return WORDINGS.reduce((text, [wording, common]) => text.replace(wording, common), answer);
}
