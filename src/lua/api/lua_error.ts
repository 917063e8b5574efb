import { toByteString } from "../../base/mod.ts";
import type { LuaValue } from "./value.ts";

/** Thrown by native functions to raise a Lua error. A string gets the position of the caller in front. */
export class LuaError extends Error {
  /**
   * @param message says what is wrong
   * @param value what is raised. @default the message
   */
  constructor(message: string, readonly value: LuaValue = toByteString(message)) {
    super(message);
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
