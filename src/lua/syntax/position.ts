/** A place in a source text. */
export interface Position {
  /** 0-based, in UTF-16 units of the source text. */
  readonly offset: number;
  /** 1-based. */
  readonly line: number;
  /** 1-based, in UTF-16 units. */
  readonly column: number;
}

/** A stretch of source text; `end` is the place after its last character. */
export interface Span {
  readonly start: Position;
  readonly end: Position;
}

/** One syntax error: where it is, what was expected there and what was found. */
export interface SyntaxProblem extends Span {
  readonly message: string;
}

/** A comment in a source text. */
export interface Comment extends Span {
  /** As written, with its dashes. */
  readonly text: string;
  /** Whether nothing stands before it on its line. */
  readonly startsLine: boolean;
}
