import type { Span } from "./position.ts";

/** A comment in a source text. */
export interface Comment extends Span {
  /** As written, with its dashes. */
  readonly text: string;
  /** Whether nothing stands before it on its line. */
  readonly startsLine: boolean;
}
