import type { Position, SyntaxProblem } from "./position.ts";
import { describeToken, type Token, type TokenKind } from "./token.ts";

/** Thrown to leave a statement that does not parse, after its fault has been reported. */
export class ParseFailure extends Error {}

/** How deep statements, expressions and types may nest (as in PUC Lua); deeper ones would exhaust the stack. */
const MAX_DEPTH = 200;
/** How many operators or suffixes may follow one another: each makes the tree one level deeper. */
const MAX_CHAIN = 1000;
const MAX_PROBLEMS = 50;

/** A place in the tokens of a source text, and the problems found so far. */
export class TokenCursor {
  readonly #tokens: Token[];
  readonly #problems: SyntaxProblem[];
  #index = 0;
  #depth = 0;

  /** `problems` are those of the lexer; the parser adds its own. */
  constructor(tokens: Token[], problems: SyntaxProblem[]) {
    this.#tokens = tokens;
    this.#problems = problems;
  }

  get hasProblems(): boolean {
    return this.#problems.length > 0;
  }

  protected get token(): Token {
    return this.peek(0);
  }

  /** End of the token before the current one. */
  protected get previousEnd(): Position {
    return (this.#tokens[this.#index - 1] ?? this.token).end;
  }

  /** The token `distance` places ahead; the end of the file when there is none. */
  protected peek(distance: number): Token {
    return (this.#tokens[this.#index + distance] ?? this.#tokens.at(-1)) as Token;
  }

  protected at(kind: TokenKind): boolean {
    return this.token.kind === kind;
  }

  /** True at a soft keyword: a name that means something special only in some places. */
  protected atWord(word: string): boolean {
    return this.token.kind === "name" && this.token.text === word;
  }

  protected advance(): Token {
    const token = this.token;
    if (token.kind !== "end of file") this.#index++;
    return token;
  }

  protected accept(kind: TokenKind): boolean {
    if (!this.at(kind)) return false;
    this.advance();
    return true;
  }

  protected expect(kind: TokenKind): Token {
    if (!this.at(kind)) this.fail(`"${kind}"`);
    return this.advance();
  }

  protected expectName(what: string): Token {
    if (!this.at("name")) this.fail(what);
    return this.advance();
  }

  /** Expects the symbol or keyword that closes what `open` opened. */
  protected expectClosing(kind: TokenKind, open: Token): void {
    if (this.accept(kind)) return;
    const where = open.start.line === this.token.start.line ? "" : ` on line ${open.start.line}`;
    this.fail(`"${kind}" to close "${open.text}"${where}`);
  }

  /** Makes two tokens of `>>`, which closes two lists of type arguments. */
  protected splitShift(): void {
    const { kind, start, end } = this.token;
    if (kind !== ">>") return;
    const middle: Position = { offset: start.offset + 1, line: start.line, column: start.column + 1 };
    const half = { kind: ">", text: ">", value: 0 };
    this.#tokens.splice(this.#index, 1, { ...half, start, end: middle }, { ...half, start: middle, end });
  }

  /** Reports that something else was expected here and leaves the statement. */
  protected fail(expected: string): never {
    this.report(`Expected ${expected}, found ${describeToken(this.token)}`, this.token);
    throw new ParseFailure();
  }

  /** Reports a problem; one is enough for each line, since the later ones mostly follow from it. */
  protected report(message: string, { start, end }: { start: Position; end: Position }): void {
    if (this.#problems.length >= MAX_PROBLEMS) return;
    if (this.#problems.some((problem) => problem.start.line === start.line)) return;
    this.#problems.push({ message, start, end });
  }

  /** @param length how many operators or suffixes stand before the current one */
  protected checkChain(length: number): void {
    if (length < MAX_CHAIN) return;
    this.report(`Expression too long: the limit is ${MAX_CHAIN} operators in a row`, this.token);
    throw new ParseFailure();
  }

  /** Runs `parse` one nesting level deeper. */
  protected nested<T>(parse: () => T): T {
    if (this.#depth >= MAX_DEPTH) {
      this.report(`Nested too deeply: the limit is ${MAX_DEPTH} levels`, this.token);
      throw new ParseFailure();
    }
    this.#depth++;
    try {
      return parse();
    } finally {
      this.#depth--;
    }
  }
}
