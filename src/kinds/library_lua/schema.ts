import { z } from "zod";
import { luaCodeFields } from "../lua_code/mod.ts";

/** Fields of a `library.lua` (spec/registry.md §2.1). */
export const schema = z.strictObject(luaCodeFields);
