import { toByteString } from "../../../base/mod.ts";
import { type LuaModule, LuaTable, type LuaValue } from "../../../lua/api/mod.ts";
import { processModule } from "./process.ts";

/** A function of `process` as a global of its own; `process` is opened before. */
function shortcut(name: string, member: string): LuaModule {
  return {
    name,
    world: "any",
    open({ state }): LuaValue {
      const process = state.globals.get(toByteString(processModule.name));
      return process instanceof LuaTable ? process.get(toByteString(member)) : undefined;
    },
  };
}

/** The globals `subscribe` and `unsubscribe` (spec/lua-modules.md §1.1): `process.listen` and `unlisten`. */
export const subscribeModules: readonly LuaModule[] = [
  shortcut("subscribe", "listen"),
  shortcut("unsubscribe", "unlisten"),
];
