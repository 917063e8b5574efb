import type { LuaModule } from "../../../lua/api/mod.ts";
import { diffMembers } from "./_diff.ts";
import { regexpMembers } from "./_regexp.ts";
import { splitterMembers } from "./_splitter.ts";

/** The `text` module (spec/lua-modules.md §22): regular expressions, differences, and cutting into pieces. */
export const textModule: LuaModule = {
  name: "text",
  world: "any",
  open: ({ state }) =>
    state.createLibrary({
      regexp: state.createLibrary(regexpMembers),
      diff: state.createLibrary(diffMembers),
      splitter: state.createLibrary(splitterMembers),
    }),
};
