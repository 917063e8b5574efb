import { z } from "zod";
import { entryIdField, requiredText } from "../fields.ts";

/** The fields that all Lua kinds share (spec/registry.md §2.1). */
export const luaCodeFields = {
  /** The text itself: `file://` is resolved before the schema sees it. */
  source: requiredText("source is required"),
  modules: z.array(
    z.string().min(1, "module name cannot be empty")
      .refine((name) => !name.includes(":"), "module cannot have a namespace"),
  ).default([]),
  /** Entry ids by alias, still relative; a bare name is a builtin module first. */
  imports: z.record(z.string().min(1, "alias cannot be empty"), entryIdField()).default({}),
};

/** What a decoded Lua entry has; libraries have no method. */
export interface LuaCodeConfig {
  readonly source: string;
  readonly method?: string;
  readonly modules: readonly string[];
  readonly imports: Readonly<Record<string, string>>;
}
