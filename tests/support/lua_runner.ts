import { type AppResources, type Clock, type Data, type Logger, systemClock } from "../../src/base/mod.ts";
import { type LuaModule, type LuaProgram } from "../../src/lua/mod.ts";
import { commandModules } from "../../src/modules/commands/mod.ts";
import { hostModules } from "../../src/modules/host/mod.ts";
import { pureModules } from "../../src/modules/pure/mod.ts";
import { FunctionRunner } from "../../src/processes/mod.ts";
import { processNode } from "./process_node.ts";
import { testEngine } from "./test_engine.ts";

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

/** A function runner whose entries are `functions`: id → the Lua text of a chunk that returns the function. All modules are there. */
export function luaRunner(
  functions: Record<string, string>,
  { modules = [], ...options }: LuaRunnerOptions = {},
): FunctionRunner {
  const all = new Map([...MODULES, ...modules.map((module): [string, LuaModule] => [module.name, module])]);
  const programs = new Map<string, LuaProgram>();
  for (const [entryId, source] of Object.entries(functions)) {
    const chunk = testEngine.compile(source, { entryId, file: `${entryId.replace(/.*:/, "")}.lua` });
    programs.set(entryId, { entryId, engine: testEngine, chunk, method: "main", modules: all, imports: new Map() });
  }
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
