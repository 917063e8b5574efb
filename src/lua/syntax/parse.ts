import type { Chunk } from "./ast.ts";
import type { Comment, SyntaxProblem } from "./position.ts";
import { checkJumps } from "./_check_jumps.ts";
import { Lexer } from "./lexer.ts";
import { StatementParser } from "./_statement_parser.ts";

/** A source text as the parser understands it. It is made once, and handed to all that look into the text. */
export interface SyntaxTree {
  readonly source: string;
  /** Complete when there are no errors; else without the statements that hold them. */
  readonly chunk: Chunk;
  /** In the order of the text. */
  readonly comments: readonly Comment[];
  /** In the order of the text. */
  readonly errors: readonly SyntaxProblem[];
}

/**
 * Parses Lua 5.3 with the type annotations of spec/lua-modules.md §1.2. Never throws: all faults of the text come in
 * `errors`.
 */
export function parse(source: string): SyntaxTree {
  const lexer = new Lexer(source);
  const errors = lexer.problems;
  const chunk = new StatementParser(lexer.tokens(), errors).chunk();
  if (errors.length === 0) errors.push(...jumpFaults(chunk));
  errors.sort((a, b) => a.start.offset - b.start.offset);
  return { source, chunk, comments: lexer.comments, errors };
}

/** The parser bounds each kind of nesting; kinds within each other can still exhaust JavaScript's stack. */
function jumpFaults({ body }: Chunk): SyntaxProblem[] {
  try {
    return checkJumps(body);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return [{ message: "Nested too deeply to be compiled", start: body.start, end: body.start }];
  }
}
