import type { CheckContext, ProgramSettings } from "../../registry/mod.ts";

/** The application that an entry's code belongs to: where its imports are, and the engine that runs it. */
export interface LuaApp {
  find: CheckContext["find"];
  readonly settings: Pick<ProgramSettings, "luaEngine">;
}
