import { qualifyEntryId } from "../../base/mod.ts";
import { quote, suggest } from "../../diagnostics/mod.ts";
import { definesFunction, returnedFields } from "../../lua/lint/mod.ts";
import type { SyntaxTree } from "../../lua/syntax/mod.ts";
import type { LuaProgram } from "../../lua/run/mod.ts";
import type { CheckContext, Configured } from "../../registry/mod.ts";
import { analyze, isLuaCode, isModuleName } from "./_analyze.ts";
import { checkLimits } from "./_check_limits.ts";
import { checkModules } from "./_check_modules.ts";
import { chunkFile, luaPlace } from "./_source_place.ts";
import { syntaxTreeOf } from "./_syntax_tree.ts";
import { type Trial, tryOut } from "./_trial.ts";
import { checkRegistration } from "./check_registration.ts";
import type { LuaCodeConfig } from "./config.ts";
import type { LuaApp } from "./lua_app.ts";
import { GLOBAL_MODULES } from "../lua_modules.ts";

/** Globals that are tables. */
const STANDARD_LIBRARIES = ["coroutine", "math", "string", "table", ...GLOBAL_MODULES];
/** Characters of a text that might be too large for JavaScript, which only compiling it shows. */
const LONGEST_READ = 100_000;

const trials = new WeakMap<Configured, Trial>();

/** The checks of all Lua kinds: syntax, modules, imports, the method, and `meta.temporal`. */
export function checkLuaCode(configured: Configured<LuaCodeConfig>, context: CheckContext): void {
  const { entry, kind, config } = configured;
  for (const { range, code, message, options } of analyze(configured, context).findings) {
    context.collector.report(range, code, message, { entryId: entry.id, ...options });
  }
  checkRegistration(configured, context);
  checkLimits(configured, context);
  if (kind.name === "workflow.lua") checkModules(configured, context);

  const trial = trialOf(configured, context);
  if (trial?.type === "failed") {
    const file = chunkFile(entry);
    const line = lineOf(trial, file);
    const range = line === undefined ? entry.locate(["source"]) : luaPlace(configured, line);
    // The place stands in front of the diagnostic already.
    const reason = trial.message.startsWith(`${file}:${line}: `)
      ? trial.message.slice(`${file}:${line}: `.length)
      : trial.message;
    // An error may quote the text, and the value of a variable is not to be shown.
    const filled = entry.filledField(["source"]);
    const message = `Running the chunk failed${filled ? ` with the value of ${filled.source} in it` : `: ${reason}`}`;
    context.collector.report(range, "lua-load-failed", message, {
      entryId: entry.id,
      notes: ["The chunk runs once to define its functions; work belongs in the method"],
    });
  } else if (trial?.type === "no-method") {
    // The names are those of the text, and the value of a variable is not to be shown.
    const fields = entry.filledField(["source"]) ? [] : returnedFields(syntaxTreeOf(configured, context).chunk);
    const near = suggest(config.method!, fields);
    const help = near
      ? `Did you mean ${quote(near)}?`
      : `The chunk must return a function, or a table with a function ${quote(config.method!)}`;
    context.collector.report(entry.locate(["method"]), "method-not-found", capitalize(trial.message), {
      entryId: entry.id,
      notes: [help],
    });
  }
}

/** Runs an entry's chunk once per load; not at all when something it imports fails, which is reported there. */
function trialOf(configured: Configured<LuaCodeConfig>, app: LuaApp): Trial | undefined {
  const known = trials.get(configured);
  if (known) return known;
  const { program } = analyze(configured, app);
  if (!program) return undefined;
  const { entry, config } = configured;
  for (const reference of Object.values(config.imports)) {
    const imported = isModuleName(reference) ? undefined : app.find(qualifyEntryId(reference, entry.namespace));
    if (imported && isLuaCode(imported) && trialOf(imported, app)?.type === "failed") return undefined;
  }
  const outcome: Trial = isSurelySound(syntaxTreeOf(configured, app), config, program)
    ? { type: "passed" }
    : tryOut(program);
  // A library has no entry point: what it returns is its value.
  const trial: Trial = outcome.type === "no-method" && config.method === undefined ? { type: "passed" } : outcome;
  trials.set(configured, trial);
  return trial;
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

/** The innermost line of that file: in the message, which Lua starts with the place, or in the frames. */
function lineOf({ message, stack }: { message: string; stack: readonly string[] }, file: string): number | undefined {
  for (const text of [message, ...stack]) {
    const at = text.indexOf(`${file}:`);
    const line = at < 0 ? NaN : parseInt(text.slice(at + file.length + 1), 10);
    if (!Number.isNaN(line)) return line;
  }
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
