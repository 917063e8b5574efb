/** Source text that does not compile. */
export class LuaSyntaxError extends SyntaxError {
  constructor(
    message: string,
    /** 1-based. */
    readonly line: number,
    /** 1-based; undefined when the engine knows only the line. */
    readonly column?: number,
    /** What else is wrong with the text, in its order, from engines that go on after the first error. */
    readonly others: readonly LuaSyntaxError[] = [],
  ) {
    super(message);
    this.name = "LuaSyntaxError";
  }
}
