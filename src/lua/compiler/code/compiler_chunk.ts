import type { ChunkName, LuaChunk } from "../../api/mod.ts";
import type { Table } from "../support/table.ts";
import type { Fn } from "../support/value.ts";

/** Makes the main function of a chunk, given the table of globals. */
export type MainFunctionMaker = (globals: Table) => Fn;

/**
 * A chunk compiled to JavaScript, shared by all states. Its code is generated when it runs first: most chunks that are only
 * checked never do.
 */
export class CompilerChunk implements LuaChunk {
  /** Undefined once the code is there, so that the syntax tree is not kept any longer. */
  #generate: (() => MainFunctionMaker) | undefined;
  #make: MainFunctionMaker | undefined;

  constructor(readonly name: ChunkName, generate: () => MainFunctionMaker) {
    this.#generate = generate;
  }

  /**
   * Makes the main function.
   *
   * @throws {LuaSyntaxError} when the text is too large to be compiled
   */
  main(globals: Table): Fn {
    if (this.#generate !== undefined) {
      this.#make = this.#generate();
      this.#generate = undefined;
    }
    return this.#make!(globals);
  }
}
