import type { Budget, ChunkName, Limits, LuaChunk, LuaEngine, LuaState } from "../api/mod.ts";
import { ChunkCache } from "./chunk_cache.ts";
import { compile } from "./code/compile.ts";
import { CompilerChunk } from "./code/compiler_chunk.ts";
import { parseChunk } from "./code/parse_chunk.ts";
import { CompilerState } from "./compiler_state.ts";

/** Characters of source text. */
const MOST_CACHED = 16e6;

const cache = new ChunkCache(MOST_CACHED);

/** Lua compiled to JavaScript (architecture.md §2). */
export const compilerEngine: LuaEngine = {
  name: "compiler",
  compile(source: string, name: ChunkName): LuaChunk {
    return cache.get(source, name, () => {
      parseChunk(source);
      return generatedLater(source, name);
    });
  },
  createState: (budget: Budget, limits?: Limits): LuaState => new CompilerState(budget, limits),
};

/** A chunk whose code is generated when it runs first: most of those that are only checked never do. */
function generatedLater(source: string, name: ChunkName): CompilerChunk {
  let compiled: CompilerChunk | undefined;
  return new CompilerChunk(name, (globals) => (compiled ??= compile(source, name)).main(globals));
}
