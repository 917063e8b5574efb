import type { Budget, ChunkName, LuaChunk, LuaEngine, LuaState } from "../engine.ts";
import type { Limits } from "../limits/mod.ts";
import { compile } from "./code/compile.ts";
import { CompilerState } from "./compiler_state.ts";

/** Lua compiled to JavaScript (design.md §2). */
export const compilerEngine: LuaEngine = {
  name: "compiler",
  compile: (source: string, name: ChunkName): LuaChunk => compile(source, name),
  createState: (budget: Budget, limits?: Limits): LuaState => new CompilerState(budget, limits),
};
