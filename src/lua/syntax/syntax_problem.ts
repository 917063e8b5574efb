import type { Span } from "./position.ts";

/** One syntax error: where it is, what was expected there and what was found. */
export interface SyntaxProblem extends Span {
  readonly message: string;
}
