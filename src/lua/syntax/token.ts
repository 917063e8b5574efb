import type { Span } from "./position.ts";

/** The reserved words of Lua 5.3. The words of the type syntax (`type`, `as`, `typeof`, `readonly`) are ordinary names. */
export const KEYWORDS: ReadonlySet<string> = new Set([
  "and",
  "break",
  "do",
  "else",
  "elseif",
  "end",
  "false",
  "for",
  "function",
  "goto",
  "if",
  "in",
  "local",
  "nil",
  "not",
  "or",
  "repeat",
  "return",
  "then",
  "true",
  "until",
  "while",
]);

/** `name`, `number`, `string`, `end of file`, or the keyword or symbol itself. */
export type TokenKind = string;

/** One token of the source text. */
export interface Token extends Span {
  readonly kind: TokenKind;
  /** The name, or the bytes of a string; otherwise the source text. */
  readonly text: string;
  /** Value of a number. */
  readonly value: number | bigint;
}

/** How a token is named in error messages. */
export function describeToken(token: Token): string {
  if (token.kind === "end of file") return "end of file";
  if (token.kind === "string") return "a string";
  return `"${token.text}"`;
}
