import { z } from "zod";
import { luaCodeFields } from "../lua_code/mod.ts";

/** Fields of a `workflow.lua` (spec/registry.md §2.1). */
export const schema = z.strictObject({
  ...luaCodeFields,
  method: z.string().default("").transform((text) => text || "main"),
});
