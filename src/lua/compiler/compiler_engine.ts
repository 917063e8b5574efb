import type { Budget, ChunkName, Limits, LuaChunk, LuaEngine, LuaState } from "../api/mod.ts";
import type { SyntaxTree } from "../syntax/mod.ts";
import { ChunkCache } from "./chunk_cache.ts";
import { compile, requireSound } from "./code/compile.ts";
import { CompilerChunk } from "./code/compiler_chunk.ts";
import { CompilerState } from "./compiler_state.ts";

/** Characters of source text. */
const MOST_CACHED = 16e6;

const cache = new ChunkCache(MOST_CACHED);

/** Lua compiled to JavaScript (architecture.md §2). */
export const compilerEngine: LuaEngine = {
  name: "compiler",
  compile(tree: SyntaxTree, name: ChunkName): LuaChunk {
    requireSound(tree);
    return cache.get(tree.source, name, () => new CompilerChunk(name, () => compile(tree, name)));
  },
  createState: (budget: Budget, limits?: Limits): LuaState => new CompilerState(budget, limits),
};
