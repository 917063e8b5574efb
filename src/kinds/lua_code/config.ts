import { z } from "zod";
import { field } from "../../registry/mod.ts";
import { entryIdField, requiredText } from "../fields.ts";

/** What `method` is, of the kinds that have one. */
export const METHOD =
  "key of the function to call in the table that the chunk returns; not needed when it returns a function";

/** The fields that all Lua kinds share (spec/registry.md §2.1). */
export const luaCodeFields = {
  /** The schema sees the text itself: `file://` is resolved before. */
  source: field(
    "Lua code, mostly `file://x.lua`: a path relative to the YAML file",
    requiredText("source is required"),
  ),
  modules: field(
    "modules that the code may `require`",
    z.array(
      z.string().min(1, "module name cannot be empty")
        .refine((name) => !name.includes(":"), "module cannot have a namespace"),
    ).default([]),
  ),
  /** Ids are still relative; a bare name is a builtin module first. */
  imports: field(
    "code of other entries: a map of the name for `require` to the entry's id",
    z.record(z.string().min(1, "alias cannot be empty"), entryIdField()).default({}),
  ),
};

/** What a decoded Lua entry has; libraries have no method. */
export interface LuaCodeConfig {
  readonly source: string;
  readonly method?: string;
  readonly modules: readonly string[];
  readonly imports: Readonly<Record<string, string>>;
}
