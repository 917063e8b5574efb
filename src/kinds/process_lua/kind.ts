import { defineKind } from "../../registry/mod.ts";
import { declaredModules, luaReferences } from "../lua_code/mod.ts";
import { checkCommand } from "./check_command.ts";
import { defaultHostReference } from "./default_host.ts";
import { meta } from "./meta.ts";
import { schema } from "./schema.ts";

/**
 * `process.lua`: code that runs on a `process.host`; with `meta.command` also a command of `lunation run`, with
 * `meta.temporal.activity` an activity of the worker named there.
 */
export const processLua = defineKind({
  name: "process.lua",
  schema,
  meta,
  unknownKeys: "warning",
  references: (entry, data) => [...luaReferences(entry, data, "process.lua"), ...defaultHostReference(entry)],
  check: checkCommand,
  provides: { modules: declaredModules },
});
