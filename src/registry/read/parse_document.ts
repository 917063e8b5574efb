import { Composer, type Document, Lexer, Parser, YAMLParseError } from "yaml";
import type { SourceRange } from "../../diagnostics/mod.ts";
import type { SourceText } from "./source_text.ts";

/** A YAML file that would take too much time or memory. */
export class TooComplex extends Error {
  constructor(readonly range: SourceRange, message: string) {
    super(message);
  }
}

/**
 * Composes the one document of a YAML file, as npm yaml's `parseDocument` does; but that first reads any nesting to its end,
 * which takes hours for a few 100 KB.
 *
 * @param maxDepth collections within each other; a few more may pass
 * @param tooDeep message of the error
 * @throws {TooComplex} when collections are nested more deeply
 */
export function parseDocument(source: SourceText, maxDepth: number, tooDeep: string): Document.Parsed {
  const { text } = source;
  const parser = new Parser();
  const tokens = function* () {
    for (const lexeme of new Lexer().lex(text)) {
      yield* parser.next(lexeme);
      // A level is a collection on the stack; the document and a scalar lie there, too.
      if (parser.stack.length > maxDepth + 2) throw new TooComplex(source.range(parser.offset, parser.offset), tooDeep);
    }
    yield* parser.end();
  };
  const composer = new Composer({
    uniqueKeys: false, // we look for repeated keys ourselves: in linear time, and naming both places
    intAsBigInt: true, // a long integer keeps its digits
    prettyErrors: false,
  });
  const [document, second] = composer.compose(tokens(), true, text.length);
  if (second) {
    const [start, end] = second.range;
    document!.errors.push(
      new YAMLParseError([start, end], "MULTIPLE_DOCS", "A file with multiple documents is not allowed"),
    );
  }
  return document as Document.Parsed;
}
