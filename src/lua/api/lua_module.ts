import type { LuaContext } from "./context.ts";
import type { LuaValue } from "./value.ts";

/** Where a module may be declared (spec/lua-modules.md, column WF; registry.md §2.1). */
export type ModuleWorld = "any" | "host";

/** A builtin module that entries name in `modules`. */
export interface LuaModule {
  readonly name: string;
  /** `host` modules are refused in workflows. */
  readonly world: ModuleWorld;
  /** Makes the module's value for one state; called once per state that declares it. */
  open(context: LuaContext): LuaValue;
}
