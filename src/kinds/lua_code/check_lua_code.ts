import { capitalize, quote, suggest } from "../../diagnostics/mod.ts";
import { returnedFields } from "../../lua/lint/mod.ts";
import type { CheckContext, Configured } from "../../registry/mod.ts";
import { checkLimits } from "./_check_limits.ts";
import { checkModules } from "./_check_modules.ts";
import { chunkFile, luaPlace } from "./_source_place.ts";
import { checkRegistration } from "./check_registration.ts";
import type { LuaCodeConfig } from "./config.ts";
import type { LuaCode } from "./lua_code.ts";

/** Reports the faults of an entry's code: syntax, modules, imports, the method, and `meta.temporal`. */
export function checkLuaCode(configured: Configured<LuaCodeConfig>, context: CheckContext, lua: LuaCode): void {
  const { entry, kind, config } = configured;
  for (const { range, code, message, options } of lua.analysis(configured).findings) {
    context.collector.report(range, code, message, { entryId: entry.id, ...options });
  }
  checkRegistration(configured, context);
  checkLimits(configured, context);
  if (kind.name === "workflow.lua") checkModules(configured, context);

  const trial = lua.trial(configured);
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
    const fields = entry.filledField(["source"]) ? [] : returnedFields(lua.tree(configured).chunk);
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

/** The innermost line of that file: in the message, which Lua starts with the place, or in the frames. */
function lineOf({ message, stack }: { message: string; stack: readonly string[] }, file: string): number | undefined {
  for (const text of [message, ...stack]) {
    const at = text.indexOf(`${file}:`);
    const line = at < 0 ? NaN : parseInt(text.slice(at + file.length + 1), 10);
    if (!Number.isNaN(line)) return line;
  }
}
