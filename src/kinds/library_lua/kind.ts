import type { z } from "zod";
import type { Kind } from "../../registry/mod.ts";
import { checkLuaCode, lintLuaCode, luaReferences } from "../lua_code/mod.ts";
import { schema } from "./schema.ts";

/** `library.lua`: code that other entries import. */
export const libraryLua: Kind<z.output<typeof schema>> = {
  name: "library.lua",
  schema,
  unknownKeys: "warning",
  references: (entry, data) => luaReferences(entry, data, "library.lua"),
  check: checkLuaCode,
  lint: lintLuaCode,
};
