import type { Raised } from "./raised.ts";
import type { FunctionCode } from "./function_code.ts";
import type { Result } from "./value.ts";

/** A call that was left because the coroutine stopped, and goes on when what it called has given its result. */
export interface Frame {
  resume(result: Result): Result;
  /** Present in frames that catch errors, such as those of `pcall`. */
  recover?(error: Raised): Result;
  /** Where the frame stands, innermost first; absent for native functions. */
  trace?(): string[];
}

/** A frame of a Lua function: its variables, and the place where it stopped. */
export class LuaFrame implements Frame {
  constructor(readonly code: FunctionCode, public place: number, public registers: unknown[]) {}

  resume(result: Result): Result {
    return this.code.resume(this, result);
  }

  trace(): string[] {
    const { code } = this;
    return code.hidden ? [] : [code.trace(code.placeLines[this.place] ?? code.line)];
  }
}
