import { defineKind } from "../../registry/mod.ts";
import { declaredModules, luaReferences, workflowMeta } from "../lua_code/mod.ts";
import { schema } from "./schema.ts";

/** `workflow.lua`: a workflow; `meta.temporal.workflow` names the worker that runs it. */
export const workflowLua = defineKind({
  name: "workflow.lua",
  schema,
  meta: workflowMeta,
  unknownKeys: "warning",
  references: (entry, data) => luaReferences(entry, data, "workflow.lua"),
  provides: { modules: declaredModules },
});
