import type { LuaValue } from "./value.ts";

/** Thrown by native functions to raise `value` as a Lua error. Text gets the position of the caller in front. */
export class LuaError extends Error {
  constructor(readonly value: LuaValue) {
    super(typeof value === "string" ? value : "Lua error");
    this.name = "LuaError";
  }
}

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
