import { Lexer } from "./lexer.ts";

/**
 * What a source text says, without comments, space and positions: two texts that differ only in these give the same.
 *
 * @param source Lua that compiles
 */
export function canonicalText(source: string): string {
  return JSON.stringify(new Lexer(source).tokens().map(({ kind, text }) => kind === text ? kind : [kind, text]));
}
