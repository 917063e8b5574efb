import { type DataPath, defineKind } from "../../registry/mod.ts";
import { calledMeta, declaredModules, luaReferences, registrationOf } from "../lua_code/mod.ts";
import { schema } from "./schema.ts";

/** `function.lua`: a function; with `meta.temporal.activity` also an activity of the worker named there. */
export const functionLua = defineKind({
  name: "function.lua",
  schema,
  meta: calledMeta,
  unknownKeys: "warning",
  references: (entry, data) => luaReferences(entry, data, "function.lua"),
  provides: { modules: declaredModules },
  withoutEffect({ entry, config }) {
    const ignored: { path: DataPath; reason: string }[] = [];
    for (const key of ["type", "buffer", "warm_start"] as const) {
      if (config.pool?.[key] === undefined) continue;
      ignored.push({ path: ["pool", key], reason: "each call gets a Lua state of its own; only the size counts" });
    }
    if (registrationOf(entry, "function.lua")?.local) {
      const path = ["meta", "temporal", "activity", "local"];
      ignored.push({ path, reason: "not supported yet: it runs as an ordinary activity" });
    }
    return ignored;
  },
});
