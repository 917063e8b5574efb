import { AppError, qualifyEntryId } from "../../base/mod.ts";
import { type Budget, Fault, type World } from "../../lua/api/mod.ts";
import { definesFunction } from "../../lua/lint/mod.ts";
import { instantiate, type LuaProgram } from "../../lua/run/mod.ts";
import type { SyntaxTree } from "../../lua/syntax/mod.ts";
import { globalModules } from "../../modules/commands/mod.ts";
import type { Configured } from "../../registry/mod.ts";
import { GLOBAL_MODULES } from "../lua_modules.ts";
import { isLuaCode, isModuleName } from "./_analyze.ts";
import type { LuaCodeConfig } from "./config.ts";
import type { LuaCode } from "./lua_code.ts";

/** Globals that are tables. */
const STANDARD_LIBRARIES = ["coroutine", "math", "string", "table", ...GLOBAL_MODULES];
/** Characters of a text that might be too large for JavaScript, which only compiling it shows. */
const LONGEST_READ = 100_000;

/** Enough for any chunk that only defines things. */
const BUDGET: Budget = { mode: "deadline", milliseconds: 1_000 };

/** How the trial run of a chunk ended. */
export type Trial =
  | { readonly type: "passed" }
  | { readonly type: "no-method"; readonly message: string }
  | { readonly type: "failed"; readonly message: string; readonly stack: readonly string[] };

/**
 * Runs an entry's chunk once, unless its text shows how that ends.
 *
 * @returns undefined when the entry or something it imports has faults of its own, which are reported there
 */
export function tryOut(configured: Configured<LuaCodeConfig>, code: LuaCode): Trial | undefined {
  const { program } = code.analysis(configured);
  if (!program) return undefined;
  const { entry, config } = configured;
  for (const reference of Object.values(config.imports)) {
    const imported = isModuleName(reference) ? undefined : code.find(qualifyEntryId(reference, entry.namespace));
    if (imported && isLuaCode(imported) && code.trial(imported)?.type === "failed") return undefined;
  }
  if (isSurelySound(code.tree(configured), config, program)) return { type: "passed" };
  const outcome = runChunk(program);
  // A library has no entry point: what it returns is its value.
  return outcome.type === "no-method" && config.method === undefined ? { type: "passed" } : outcome;
}

/** Whether the text alone shows that the chunk runs and has its method; most texts do, and need no run. */
function isSurelySound(
  { source, chunk }: SyntaxTree,
  { method, modules }: LuaCodeConfig,
  program: LuaProgram,
): boolean {
  if (source.length > LONGEST_READ) return false;
  const libraries = new Set([...STANDARD_LIBRARIES, ...modules, ...program.modules.keys()]);
  const required = new Set([...libraries, ...program.imports.keys()]);
  return definesFunction(chunk, method, { required, libraries });
}

/**
 * Runs a program's chunk once in a throw-away state, under a small budget and without effects: what it asks of its world
 * is not done.
 */
function runChunk(program: LuaProgram): Trial {
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
