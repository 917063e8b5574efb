import type { LuaState } from "./engine.ts";
import type { Scheduler } from "../run/mod.ts";
import type { World } from "./world.ts";

/** What a native function may know of the state that calls it. */
export interface LuaContext {
  readonly state: LuaState;
  readonly scheduler: Scheduler;
  readonly world: World;
}
