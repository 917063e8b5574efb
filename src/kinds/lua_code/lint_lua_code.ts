import { fromByteString, isByteString } from "../../base/mod.ts";
import { quote, type ReportOptions, suggest } from "../../diagnostics/mod.ts";
import { lint, type LintFinding } from "../../lua/lint/mod.ts";
import type { LuaEngine } from "../../lua/api/mod.ts";
import { globalModules } from "../../modules/commands/mod.ts";
import type { CheckContext, Configured } from "../../registry/mod.ts";
import { BLOCKING_FUNCTIONS, BLOCKING_METHODS, GLOBAL_MODULES, luaModules } from "../lua_modules.ts";
import { isModuleName } from "./_analyze.ts";
import type { LuaCodeConfig } from "./config.ts";
import type { LuaCode } from "./lua_code.ts";
import { luaPlace } from "./_source_place.ts";

const globalNames = new WeakMap<LuaEngine, ReadonlySet<string>>();

/**
 * What the linter says of an entry's text. Nothing of a text with errors of its own, of one that holds the value of a
 * variable, which is not to be shown; and nothing twice.
 */
export function lintLuaCode(
  configured: Configured<LuaCodeConfig>,
  { collector }: Pick<CheckContext, "collector">,
  lua: LuaCode,
): void {
  const { entry, config, isPartial } = configured;
  if (isPartial || entry.filledField(["source"])) return;
  const tree = lua.tree(configured);
  if (tree.errors.length > 0) return;
  const globals = globalsOf(lua.engine);
  const findings = lint(tree, {
    globals,
    ...aliasesOf(config, globals),
    blocking: BLOCKING_FUNCTIONS,
    blockingMethods: BLOCKING_METHODS,
  });
  for (const finding of findings) {
    const range = rangeOf(finding, configured);
    const { rule, severity, message } = finding;
    // A fault that the line has already may be why; and several entries may have one text.
    if (collector.isTold(range, rule)) continue;
    collector.report(range, rule, message, { severity, entryId: entry.id, notes: notesOf(finding) });
  }
}

/** Modules that are globals anyway may be declared and need not be used. */
function aliasesOf({ modules, imports }: LuaCodeConfig, globals: ReadonlySet<string>) {
  const entries = Object.entries(imports).filter(([alias]) => !modules.includes(alias));
  return {
    modules: new Map([
      ...modules.filter((name) => !globals.has(name)).map((name) => [name, name] as const),
      ...entries.filter(([, reference]) => isModuleName(reference)),
    ]),
    imports: new Set(entries.filter(([, reference]) => !isModuleName(reference)).map(([alias]) => alias)),
  };
}

/** The names that every state of an engine has; the same for all. */
function globalsOf(engine: LuaEngine): ReadonlySet<string> {
  const known = globalNames.get(engine);
  if (known) return known;
  const state = engine.createState({ mode: "deadline", milliseconds: 1_000 });
  const names = new Set(["_ENV", ...GLOBAL_MODULES, ...globalModules.map(({ name }) => name)]);
  for (const [name] of state.globals.entries()) if (isByteString(name)) names.add(fromByteString(name));
  state.close();
  globalNames.set(engine, names);
  return names;
}

function rangeOf({ span, alias }: LintFinding, configured: Configured<LuaCodeConfig>) {
  const { entry, config } = configured;
  if (span) return luaPlace(configured, span.start.line, span.start.column, span);
  const index = config.modules.indexOf(alias!);
  return index < 0 ? entry.locate(["imports", alias!], true) : entry.locate(["modules", index]);
}

function notesOf({ rule, alias, unknown }: LintFinding): ReportOptions["notes"] {
  if (rule === "blocking-chunk-call") {
    return ["The chunk runs once to define its functions; work belongs in the method"];
  }
  if (alias !== undefined) return ["Remove it, or name it in the Lua text"];
  if (!unknown) return [];
  const { name, candidates } = unknown;
  if (luaModules.has(name)) return [`Declare the module in the entry: modules: [${name}]`];
  const near = suggest(name, new Set(candidates));
  return near ? [`Did you mean ${quote(near)}?`] : [];
}
