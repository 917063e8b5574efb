import { LuaSyntaxError } from "../../api/mod.ts";
import { type Chunk, parseOnce, type SyntaxProblem } from "../../syntax/mod.ts";

/**
 * The syntax tree of a text.
 *
 * @throws {LuaSyntaxError} when the text is not Lua; with all of its faults
 */
export function parseChunk(source: string): Chunk {
  const { chunk, errors } = parseOnce(source);
  if (errors.length > 0) throw syntaxError(errors);
  return chunk;
}

function syntaxError(problems: readonly SyntaxProblem[]): LuaSyntaxError {
  const of = ({ message, start }: SyntaxProblem, others?: LuaSyntaxError[]) =>
    new LuaSyntaxError(message, start.line, start.column, others);
  const [first, ...rest] = problems;
  return of(first!, rest.map((problem) => of(problem)));
}
