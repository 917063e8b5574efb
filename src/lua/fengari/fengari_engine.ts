import type { ChunkName, LuaChunk, LuaEngine, LuaState } from "../engine.ts";

/** Lua on fengari, an interpreter written in JavaScript. */
export const fengariEngine: LuaEngine = {
  name: "fengari",
  compile(_source: string, name: ChunkName): LuaChunk {
    return { name };
  },
  createState(): LuaState {
    throw new Error("not there yet");
  },
};
