import type { LuaModule } from "../lua/api/mod.ts";
import { commandModules } from "../modules/commands/mod.ts";
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

/** Their functions that wait, or ask the world for something: only running code may call them. */
export const BLOCKING_FUNCTIONS: ReadonlySet<string> = new Set(
  Object.entries({
    channel: ["select"],
    env: ["get", "get_all", "set"],
    funcs: ["call"],
    http_client: ["delete", "get", "head", "patch", "post", "put", "request", "request_batch"],
    io: ["args", "eprint", "flush", "print", "raw", "read", "readline", "write"],
    process: [
      "cancel",
      "exec",
      "link",
      "monitor",
      "send",
      "spawn",
      "spawn_linked",
      "spawn_linked_monitored",
      "spawn_monitored",
      "terminate",
      "unlink",
      "unmonitor",
      "upgrade",
    ],
    registry: ["find", "get"],
    store: ["get"],
    time: ["sleep"],
    workflow: ["exec"],
  }).flatMap(([module, names]) => names.map((name) => `${module}.${name}`)),
);

/** Methods of what their functions give, or of what that gives in turn, which wait or ask the world for something. */
export const BLOCKING_METHODS: ReadonlySet<string> = new Set(
  Object.entries({
    channel: ["receive", "send"],
    funcs: ["call", "receive"],
    http_client: ["read"],
    process: ["exec", "receive", "spawn", "spawn_linked", "spawn_linked_monitored", "spawn_monitored"],
    store: ["delete", "get", "has", "set"],
    time: ["receive"],
  }).flatMap(([module, names]) => names.map((name) => `${module}:${name}`)),
);

/** Modules of the contract that this version does not have, and whether workflows may use them. */
export const LATER_MODULES: ReadonlyMap<string, LuaModule["world"]> = new Map(Object.entries({
  contract: "any",
  expr: "any",
  html: "any",
  template: "any",
  treesitter: "any",
}));
