import { toByteString, toLatin1 } from "../../base/mod.ts";
import { readEscape } from "./_escape.ts";
import { parseNumber } from "./parse_number.ts";
import type { Comment, Position, SyntaxProblem } from "./position.ts";
import { KEYWORDS, type Token, type TokenKind } from "./token.ts";

const NEWLINE = 10;
const BYTE_ORDER_MARK = "\uFEFF";
const NAME_REGEXP = /[A-Za-z_][A-Za-z0-9_]*/y;
const NUMBER_REGEXP = /0[xX](?:[pP][-+]?|[0-9A-Za-z_.])*|\.?[0-9](?:[eE][-+]?|[0-9A-Za-z_.])*/y;
const LONG_BRACKET_REGEXP = /\[(=*)\[/y;
const SPACE_REGEXP = /[ \t\r\v\f]+/y;
/** Longer symbols first. */
const SYMBOL_REGEXP = /\.\.\.|\.\.|==|~=|<=|>=|<<|>>|\/\/|::|->|[-+*\/%^#&~|<>=(){}\[\];:,.?@!]/y;

/** Splits a source text into tokens; faults are reported and skipped. */
export class Lexer {
  readonly problems: SyntaxProblem[] = [];
  /** Those that were passed, in the order of the text. */
  readonly comments: Comment[] = [];
  readonly #source: string;
  #offset = 0;
  #line = 1;
  #lineStart = 0;

  constructor(source: string) {
    // Any of the usual line ends; a lone return counts as one, too.
    this.#source = source.replace(/\r(?!\n)/g, "\n");
    if (source.startsWith(BYTE_ORDER_MARK)) this.#lineStart = ++this.#offset;
    if (source.startsWith("#", this.#offset)) this.#offset = this.#endOfLine();
  }

  /** All tokens of the text; the last one is the end of the file. */
  tokens(): Token[] {
    const tokens: Token[] = [];
    for (;;) {
      this.#skipSpace();
      const token = this.#next();
      if (token !== undefined) tokens.push(token);
      if (token?.kind === "end of file") return tokens;
    }
  }

  #position(): Position {
    return { offset: this.#offset, line: this.#line, column: this.#offset - this.#lineStart + 1 };
  }

  #report(message: string, start: Position): void {
    this.problems.push({ message, start, end: this.#position() });
  }

  #token(kind: TokenKind, start: Position, text: string, value: number | bigint = 0): Token {
    return { kind, text, value, start, end: this.#position() };
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#offset;
    return pattern.exec(this.#source);
  }

  #endOfLine(): number {
    const end = this.#source.indexOf("\n", this.#offset);
    return end < 0 ? this.#source.length : end;
  }

  #newLine(): void {
    this.#line++;
    this.#lineStart = this.#offset;
  }

  #skipSpace(): void {
    for (;;) {
      const space = this.#match(SPACE_REGEXP);
      if (space !== null) this.#offset += space[0].length;
      const code = this.#source.charCodeAt(this.#offset);
      if (code === NEWLINE) {
        this.#offset++;
        this.#newLine();
      } else if (this.#source.startsWith("--", this.#offset)) {
        this.#skipComment();
      } else return;
    }
  }

  #skipComment(): void {
    const start = this.#position();
    this.#offset += 2;
    const bracket = this.#match(LONG_BRACKET_REGEXP);
    if (bracket === null) this.#offset = this.#endOfLine();
    else this.#longText(bracket, start, "comment");
    const text = this.#source.slice(start.offset, this.#offset);
    const before = this.#source.slice(start.offset - start.column + 1, start.offset);
    this.comments.push({ text, startsLine: before.trim() === "", start, end: this.#position() });
  }

  #next(): Token | undefined {
    const start = this.#position();
    if (this.#offset >= this.#source.length) return this.#token("end of file", start, "");
    const name = this.#match(NAME_REGEXP);
    if (name !== null) {
      this.#offset += name[0].length;
      return this.#token(KEYWORDS.has(name[0]) ? name[0] : "name", start, name[0]);
    }
    const number = this.#match(NUMBER_REGEXP);
    if (number !== null) return this.#number(number[0], start);
    const character = this.#source[this.#offset];
    if (character === '"' || character === "'") return this.#string(character, start);
    const bracket = this.#match(LONG_BRACKET_REGEXP);
    if (bracket !== null) return this.#token("string", start, this.#longText(bracket, start, "string"));
    return this.#symbol(start);
  }

  #symbol(start: Position): Token | undefined {
    if (this.#source.startsWith("!=", this.#offset)) {
      this.#offset += 2;
      this.#report('Lua writes "~=" for "not equal", found "!="', start);
      return this.#token("~=", start, "!=");
    }
    const symbol = this.#match(SYMBOL_REGEXP);
    if (symbol !== null) {
      this.#offset += symbol[0].length;
      return this.#token(symbol[0], start, symbol[0]);
    }
    const character = String.fromCodePoint(this.#source.codePointAt(this.#offset) ?? 0);
    this.#offset += character.length;
    this.#report(`Unexpected character ${JSON.stringify(character)}`, start);
    return undefined;
  }

  #number(text: string, start: Position): Token {
    this.#offset += text.length;
    const value = parseNumber(text);
    if (value === undefined) this.#report(`Malformed number "${text}"`, start);
    return this.#token("number", start, text, value ?? 0);
  }

  /** Reads to the closing bracket of `[==[`; a newline right after the opening one does not count. */
  #longText(bracket: RegExpExecArray, start: Position, what: string): string {
    const open = this.#offset + bracket[0].length;
    const close = this.#source.indexOf(`]${bracket[1]}]`, open);
    const end = close < 0 ? this.#source.length : close;
    for (let at = this.#source.indexOf("\n", open); at >= 0 && at < end; at = this.#source.indexOf("\n", at + 1)) {
      this.#offset = at + 1;
      this.#newLine();
    }
    this.#offset = close < 0 ? end : end + bracket[0].length;
    if (close < 0) this.#report(`Unfinished long ${what} that starts on line ${start.line}`, start);
    return bytesOf(this.#source.slice(open, end).replace(/\r\n?/g, "\n").replace(/^\n/, ""));
  }

  #string(quote: string, start: Position): Token {
    let bytes = "";
    let plain = ++this.#offset;
    for (;;) {
      const character = this.#source[this.#offset];
      if (character === quote || character === undefined || character === "\n") {
        bytes += bytesOf(this.#source.slice(plain, this.#offset));
        if (character === quote) this.#offset++;
        else this.#report("Unfinished string", start);
        return this.#token("string", start, bytes);
      }
      if (character === "\\") {
        bytes += bytesOf(this.#source.slice(plain, this.#offset)) + this.#escape();
        plain = this.#offset;
      } else this.#offset++;
    }
  }

  #escape(): string {
    const start = this.#position();
    const escape = readEscape(this.#source, this.#offset);
    for (const consumed = this.#offset + escape.length; this.#offset < consumed;) {
      if (this.#source.charCodeAt(this.#offset++) === NEWLINE) this.#newLine();
    }
    if (escape.problem !== undefined) this.#report(escape.problem, start);
    return escape.bytes;
  }
}

/**
 * What a source text says, without comments, space and positions: two texts that differ only in these give the same.
 *
 * @param source Lua that compiles
 */
export function canonicalText(source: string): string {
  return JSON.stringify(new Lexer(source).tokens().map(({ kind, text }) => kind === text ? kind : [kind, text]));
}

/** The characters that hold the bytes of a text, which the engines take for a string. */
function bytesOf(text: string): string {
  return toLatin1(toByteString(text));
}
