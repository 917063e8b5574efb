import type { LuaModule } from "../lua/mod.ts";
import { commandModules } from "../modules/commands/mod.ts";
import { hostModules } from "../modules/host/mod.ts";
import { pureModules } from "../modules/pure/mod.ts";

/** The builtin modules that entries may declare, by name. */
export const luaModules: ReadonlyMap<string, LuaModule> = new Map(
  [...pureModules, ...commandModules, ...hostModules].map((module) => [module.name, module]),
);

/** Names that may be declared and change nothing: they are globals (contract/registry.md §2.1, REC). */
export const GLOBAL_MODULES: ReadonlySet<string> = new Set([
  "channel",
  "coroutine",
  "os",
  "payload",
  "process",
]);

/** Modules of the contract that this version does not have, and whether workflows may use them. */
export const LATER_MODULES: ReadonlyMap<string, LuaModule["world"]> = new Map(Object.entries({
  contract: "any",
  expr: "any",
  html: "any",
  io: "host",
  registry: "host",
  store: "host",
  template: "any",
  treesitter: "any",
}));
