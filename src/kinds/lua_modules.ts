import { isWaiting, type LuaModule } from "../lua/api/mod.ts";
import { channelLibrary } from "../lua/run/mod.ts";
import { commandModules, globalModules } from "../modules/commands/mod.ts";
import { hostModules } from "../modules/host/mod.ts";
import { pureModules } from "../modules/pure/mod.ts";

/** The builtin modules that entries may declare, by name. */
export const luaModules: ReadonlyMap<string, LuaModule> = new Map(
  [...pureModules, ...commandModules, ...hostModules].map((module) => [module.name, module]),
);

/** Names that may be declared and change nothing: they are globals (spec/registry.md §2.1). */
export const GLOBAL_MODULES: ReadonlySet<string> = new Set([
  "channel",
  "coroutine",
  "os",
  "payload",
  "process",
]);

/** Modules by the name that scripts call them by, globals included. */
const named = [channelLibrary, ...globalModules, ...luaModules.values()];

/** Functions that wait, or ask the world for something: only running code may call them. `time.sleep`. */
export const BLOCKING_FUNCTIONS: ReadonlySet<string> = new Set(
  named.flatMap(({ name, members = {} }) => waitingNames(members).map((member) => `${name}.${member}`)),
);

/** The same of methods of what functions of a module give, or of what that gives in turn. `time:receive`. */
export const BLOCKING_METHODS: ReadonlySet<string> = new Set(
  named.flatMap(({ name, types = [] }) =>
    types.flatMap(({ methods }) => waitingNames(methods)).map((method) => `${name}:${method}`)
  ),
);

function waitingNames(members: NonNullable<LuaModule["members"]>): string[] {
  return Object.keys(members).filter((name) => isWaiting(members[name]));
}

/** Modules of the contract that this version does not have, and whether workflows may use them. */
export const LATER_MODULES: ReadonlyMap<string, LuaModule["world"]> = new Map(Object.entries({
  contract: "any",
  expr: "any",
  html: "any",
  template: "any",
  treesitter: "any",
}));
