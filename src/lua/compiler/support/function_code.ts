import type { ChunkName } from "../../api/mod.ts";
import type { LuaFrame } from "./frame.ts";
import type { Result } from "./value.ts";

/** The resumable form of a function: goes on from where the frame stopped. */
export type ResumableForm = (frame: LuaFrame, result: Result) => Result;

/** A function of a chunk, as frames and tracebacks need it; shared by all its closures. */
export class FunctionCode {
  #resumable: ResumableForm | undefined;
  readonly #compile: () => ResumableForm;

  /**
   * @param name as its definition names it; undefined for an anonymous function
   * @param line where it is defined; 0 for a main chunk
   * @param placeLines line of each place where it can stop
   * @param hidden part of the library: positions and tracebacks leave it out
   * @param compile makes the resumable form, when it is needed first
   */
  constructor(
    readonly chunk: ChunkName,
    readonly name: string | undefined,
    readonly line: number,
    readonly placeLines: readonly number[],
    readonly hidden: boolean,
    compile: () => ResumableForm,
  ) {
    this.#compile = compile;
  }

  resume(frame: LuaFrame, result: Result): Result {
    this.#resumable ??= this.#compile();
    return this.#resumable(frame, result);
  }

  /** `file.lua:10`; code before the first statement of a main chunk stands on line 1. */
  position(line: number): string {
    return `${this.chunk.file}:${Math.max(line, 1)}`;
  }

  /** The line of a traceback for this function standing at `line`. */
  trace(line: number): string {
    return `${this.position(line)}: in ${this.#description()} (${this.chunk.entryId})`;
  }

  #description(): string {
    if (this.line === 0) return "main chunk";
    return this.name === undefined ? `function <${this.position(this.line)}>` : `function '${this.name}'`;
  }
}
