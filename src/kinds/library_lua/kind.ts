import { defineKind } from "../../registry/mod.ts";
import { declaredModules, luaReferences } from "../lua_code/mod.ts";
import { schema } from "./schema.ts";

/** `library.lua`: code that other entries import. */
export const libraryLua = defineKind({
  name: "library.lua",
  schema,
  unknownKeys: "warning",
  references: (entry, data) => luaReferences(entry, data, "library.lua"),
  provides: { modules: declaredModules },
});
