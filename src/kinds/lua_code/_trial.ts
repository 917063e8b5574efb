import { AppError } from "../../base/mod.ts";
import { type Budget, Fault, type World } from "../../lua/api/mod.ts";
import { instantiate, type LuaProgram } from "../../lua/run/mod.ts";
import { globalModules } from "../../modules/commands/mod.ts";

/** Enough for any chunk that only defines things. */
const BUDGET: Budget = { mode: "deadline", milliseconds: 1_000 };

/** How the trial run of a chunk ended. */
export type Trial =
  | { readonly type: "passed" }
  | { readonly type: "no-method"; readonly message: string }
  | { readonly type: "failed"; readonly message: string; readonly stack: readonly string[] };

/**
 * Runs a program's chunk once in a throw-away state, under a small budget and without effects: what it asks of its world
 * is not done.
 */
export function tryOut(program: LuaProgram): Trial {
  const { time: _time, ...limits } = program.limits ?? {};
  try {
    const { context } = instantiate({ ...program, limits }, {
      world: worldOf(program.entryId),
      executor: { execute: () => {}, withdraw: () => {} },
      budget: BUDGET,
      globals: globalModules,
    });
    context.state.close();
    return { type: "passed" };
  } catch (error) {
    if (error instanceof AppError) {
      return error.kind === "NotFound"
        ? { type: "no-method", message: error.message }
        : { type: "failed", message: error.message, stack: error.luaStack ?? [] };
    }
    // A fault "internal" is a bug of ours, not of the application.
    if (error instanceof Fault && error.reason !== "internal") {
      return { type: "failed", message: error.message, stack: error.luaStack };
    }
    throw error;
  }
}

function worldOf(entryId: string): World {
  return { entryId, now: () => 0n, random: () => 0.5, print: () => {}, workflowInfo: () => new Map() };
}
