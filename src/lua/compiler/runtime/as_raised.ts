import { Raised } from "./raised.ts";

/**
 * What a `pcall` catches: Lua errors, and JavaScript's own limits, which mean the same as Lua's. Everything else (faults,
 * failures of ours) goes on through it.
 *
 * @throws what no script may catch
 */
export function asRaised(error: unknown): Raised {
  if (error instanceof Raised) return error;
  if (!(error instanceof RangeError)) throw error;
  return new Raised(/call stack/i.test(error.message) ? "stack overflow" : "not enough memory");
}
