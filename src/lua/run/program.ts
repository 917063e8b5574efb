import type { Limits, LuaChunk, LuaEngine, LuaModule } from "../api/mod.ts";

/** The compiled code of one entry with everything that it may use; shared by all states that run it. */
export interface LuaProgram {
  readonly entryId: string;
  /** What compiled the chunk, and those of the imports; it runs them too. */
  readonly engine: LuaEngine;
  readonly chunk: LuaChunk;
  /** Name of the entry point in the table that the chunk returns (spec/registry.md §2.1); unused by libraries. */
  readonly method: string;
  /** What its states may use up; those of its imports do not count. @default those of {@linkcode Limits} */
  readonly limits?: Limits;
  /** Builtin modules by alias. */
  readonly modules: ReadonlyMap<string, LuaModule>;
  /** Imported entries by alias. */
  readonly imports: ReadonlyMap<string, LuaProgram>;
}
