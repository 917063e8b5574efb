import { z } from "zod";
import { field } from "../../registry/mod.ts";
import { luaCodeFields, METHOD } from "../lua_code/mod.ts";

/** Fields of a `workflow.lua` (spec/registry.md §2.1). */
export const schema = z.strictObject({
  ...luaCodeFields,
  method: field(METHOD, z.string().default("main").transform((text) => text || "main")),
});
