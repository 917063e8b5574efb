import { eastAsianWidth } from "get-east-asian-width";

/** Accents that stand on the character before them, and characters that only steer, such as the joiner of emoji. */
const ZERO_WIDTH_REGEXP = /[\p{Mn}\p{Me}\p{Cf}]/u;

/**
 * Tells how wide a text is on a terminal: `注文` takes four columns, `é` one, also when its accent is a character of its own.
 *
 * @param text without tabs and line ends, whose width depends on where they stand
 * @returns columns
 */
export function textWidth(text: string): number {
  let width = 0;
  for (const character of text) {
    if (!ZERO_WIDTH_REGEXP.test(character)) width += eastAsianWidth(character.codePointAt(0)!);
  }
  return width;
}
