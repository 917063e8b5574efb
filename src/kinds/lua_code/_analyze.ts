import { type DiagnosticCode, quote, type ReportOptions, type SourceRange, suggest } from "../../diagnostics/mod.ts";
import { type LuaChunk, type LuaModule, LuaSyntaxError } from "../../lua/api/mod.ts";
import type { LuaProgram } from "../../lua/run/mod.ts";
import { qualifyEntryId } from "../../base/mod.ts";
import type { Configured, DataPath } from "../../registry/mod.ts";
import { GLOBAL_MODULES, LATER_MODULES, luaModules } from "../lua_modules.ts";
import type { LuaCodeConfig } from "./config.ts";
import { limitsOf } from "./limits.ts";
import { chunkFile, luaPlace } from "./_source_place.ts";
import type { LuaCode } from "./lua_code.ts";

/** A fault to be reported, once. */
export interface Finding {
  readonly range: SourceRange;
  readonly code: DiagnosticCode;
  readonly message: string;
  readonly options?: ReportOptions;
}

/** What is known of an entry's code without running it. */
export interface Analysis {
  readonly findings: readonly Finding[];
  /** Absent when this entry or one that it imports has faults, also such as its schema found. */
  readonly program?: LuaProgram;
}

/** Compiles an entry's source and looks up all that it names. */
export function analyze(configured: Configured<LuaCodeConfig>, code: LuaCode): Analysis {
  const { entry, config } = configured;
  const findings: Finding[] = [];
  const modules = new Map<string, LuaModule>();
  const imports = new Map<string, LuaProgram>();
  const chunk = compile(configured, code, findings);
  let complete = !configured.isPartial;

  const declare = (alias: string, name: string, path: DataPath) => {
    const module = luaModules.get(name);
    if (module) modules.set(alias, module);
    else if (!GLOBAL_MODULES.has(name)) {
      complete = false;
      findings.push(...missingModule(configured, name, path));
    }
  };
  config.modules.forEach((name, index) => declare(name, name, ["modules", index]));
  for (const [alias, reference] of Object.entries(config.imports)) {
    const path = ["imports", alias];
    if (config.modules.includes(alias)) findings.push(duplicateAlias(configured, alias));
    if (isModuleName(reference)) {
      declare(alias, reference, path);
      continue;
    }
    const imported = code.find(qualifyEntryId(reference, entry.namespace));
    const program = imported && code.program(imported);
    if (program) imports.set(alias, program);
    else complete = false;
  }
  if (!chunk || !complete || findings.length > 0) return { findings };
  const method = config.method ?? "";
  const limits = limitsOf(entry);
  return { findings, program: { entryId: entry.id, engine: code.engine, chunk, method, limits, modules, imports } };
}

/** Whether an entry is one of the Lua kinds. */
export function isLuaCode(configured: Configured): configured is Configured<LuaCodeConfig> {
  return configured.kind.name.endsWith(".lua");
}

/** Whether an import's value means a builtin module rather than an entry (spec/registry.md §3). */
export function isModuleName(reference: string): boolean {
  return luaModules.has(reference) || LATER_MODULES.has(reference);
}

function compile(
  configured: Configured<LuaCodeConfig>,
  code: LuaCode,
  findings: Finding[],
): LuaChunk | undefined {
  const { entry } = configured;
  const filled = entry.filledField(["source"]);
  if (filled?.hasValue === false) return undefined; // reported already
  try {
    return code.engine.compile(code.tree(configured), {
      entryId: entry.id,
      file: chunkFile(entry),
    });
  } catch (error) {
    if (!(error instanceof LuaSyntaxError)) throw error;
    for (const { line, column, message: text } of [error, ...error.others]) {
      const range = luaPlace(configured, line, column);
      // The compiler quotes the text, and the value of a variable is not to be shown.
      const message = filled ? `The source does not compile with the value of ${filled.source} in it` : text;
      findings.push({ range, code: "lua-syntax", message });
    }
  }
}

/** What is wrong with a name that no module of this version has. */
function missingModule({ entry, kind }: Configured, name: string, path: DataPath): Finding[] {
  const range = entry.locate(path);
  const world = LATER_MODULES.get(name);
  // Workflows may not use it anyway, which is reported elsewhere.
  if (world === "host" && kind.name === "workflow.lua") return [];
  if (world) return [{ range, code: "unsupported-value", message: `Module ${quote(name)} is not supported yet` }];
  const candidates = [...new Set([...luaModules.keys(), ...GLOBAL_MODULES])];
  const near = suggest(name, [...candidates, ...LATER_MODULES.keys()]);
  const notes = [near ? `Did you mean ${quote(near)}?` : `Modules: ${candidates.sort().join(", ")}`];
  return [{ range, code: "unknown-module", message: `Unknown module ${quote(name)}`, options: { notes } }];
}

function duplicateAlias({ entry }: Configured<LuaCodeConfig>, alias: string): Finding {
  const index = (entry.data.modules as string[]).indexOf(alias);
  return {
    range: entry.locate(["imports", alias], true),
    code: "duplicate-alias",
    message: `Alias ${quote(alias)} stands for a module and for an import`,
    options: { notes: [{ text: "The module is declared here", range: entry.locate(["modules", index]) }] },
  };
}
