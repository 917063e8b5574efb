import type { z } from "zod";
import type { Kind } from "../../registry/mod.ts";
import { checkLuaCode, lintLuaCode, luaReferences } from "../lua_code/mod.ts";
import { schema } from "./schema.ts";

/** `workflow.lua`: a workflow; `meta.temporal.workflow` names the worker that runs it. */
export const workflowLua: Kind<z.output<typeof schema>> = {
  name: "workflow.lua",
  schema,
  unknownKeys: "warning",
  references: (entry, data) => luaReferences(entry, data, "workflow.lua"),
  check: checkLuaCode,
  lint: lintLuaCode,
};
