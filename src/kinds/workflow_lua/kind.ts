import { defineKind } from "../../registry/mod.ts";
import { checkLuaCode, declaredModules, lintLuaCode, luaReferences } from "../lua_code/mod.ts";
import { schema } from "./schema.ts";

/** `workflow.lua`: a workflow; `meta.temporal.workflow` names the worker that runs it. */
export const workflowLua = defineKind({
  name: "workflow.lua",
  schema,
  unknownKeys: "warning",
  references: (entry, data) => luaReferences(entry, data, "workflow.lua"),
  check: checkLuaCode,
  lint: lintLuaCode,
  provides: { modules: declaredModules },
});
