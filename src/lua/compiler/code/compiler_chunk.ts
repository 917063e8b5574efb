import type { ChunkName, LuaChunk } from "../../api/mod.ts";
import type { Table } from "../runtime/table.ts";
import type { Fn } from "../runtime/value.ts";

/** A chunk compiled to JavaScript, shared by all states. */
export class CompilerChunk implements LuaChunk {
  /**
   * @param main makes the main function, given the table of globals
   */
  constructor(readonly name: ChunkName, readonly main: (globals: Table) => Fn) {}
}
