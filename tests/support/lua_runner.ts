import { type AppResources, type Clock, type Data, type Logger, systemClock } from "../../src/base/mod.ts";
import type { LuaModule } from "../../src/lua/api/mod.ts";
import type { LuaProgram } from "../../src/lua/run/mod.ts";
import { commandModules } from "../../src/modules/commands/mod.ts";
import { hostModules } from "../../src/modules/host/mod.ts";
import { pureModules } from "../../src/modules/pure/mod.ts";
import { FunctionRunner } from "../../src/processes/mod.ts";
import { processNode } from "./process_node.ts";
import { testEngine } from "./test_engine.ts";
import { parse } from "../../src/lua/syntax/mod.ts";

const MODULES: ReadonlyMap<string, LuaModule> = new Map(
  [...pureModules, ...commandModules, ...hostModules].map((module) => [module.name, module]),
);

/** One record that a {@linkcode RecordingLogger} took. */
export interface LogRecord {
  readonly level: string;
  readonly message: string;
  readonly fields: Record<string, unknown>;
}

/** Keeps what is logged. */
export class RecordingLogger implements Logger {
  readonly records: LogRecord[] = [];

  log(level: string, message: string, fields: Record<string, unknown> = {}): void {
    this.records.push({ level, message, fields });
  }

  with(): Logger {
    return this;
  }
}

/** Settings of {@linkcode luaRunner}. */
export interface LuaRunnerOptions {
  readonly clock?: Clock;
  readonly logger?: Logger;
  readonly resources?: AppResources;
  concurrency?(entryId: string): number | undefined;
  /** More modules than the product's own. */
  readonly modules?: readonly LuaModule[];
}

/** The code of chunks, by entry id; all modules are there. */
export function programsOf(
  sources: Record<string, string>,
  modules: readonly LuaModule[] = [],
): Map<string, LuaProgram> {
  const all = new Map([...MODULES, ...modules.map((module): [string, LuaModule] => [module.name, module])]);
  return new Map(
    Object.entries(sources).map(([entryId, source]) => {
      const chunk = testEngine.compile(parse(source), { entryId, file: `${entryId.replace(/.*:/, "")}.lua` });
      return [entryId, { entryId, engine: testEngine, chunk, method: "main", modules: all, imports: new Map() }];
    }),
  );
}

/** A function runner whose entries are `functions`: id → the Lua text of a chunk that returns the function. */
export function luaRunner(
  functions: Record<string, string>,
  { modules = [], ...options }: LuaRunnerOptions = {},
): FunctionRunner {
  const programs = programsOf(functions, modules);
  return new FunctionRunner({
    node: processNode(options.clock),
    find: (id) => programs.get(id),
    clock: systemClock,
    logger: new RecordingLogger(),
    ...options,
  });
}

/** Runs the body of one function with all modules, its arguments in `...`, and gives its first result. */
export function runLua(body: string, args: Data[] = [], options: LuaRunnerOptions = {}): Promise<Data | undefined> {
  const runner = luaRunner({ "test:main": `return function(...) ${body}\nend` }, options);
  return runner.call("test:main", args, { signal: new AbortController().signal });
}
