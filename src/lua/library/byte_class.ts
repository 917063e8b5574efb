import type { ByteSet } from "./pattern_item.ts";

const isLetter = (c: number) => (c >= 65 && c <= 90) || (c >= 97 && c <= 122);
const isDigit = (c: number) => c >= 48 && c <= 57;
const isGraphic = (c: number) => c > 32 && c < 127;

/** The classes of the Lua manual §6.4.1, and 5.1's `%z`, in the C locale. */
const TESTS: Readonly<Record<string, (c: number) => boolean>> = {
  a: isLetter,
  c: (c) => c < 32 || c === 127,
  d: isDigit,
  g: isGraphic,
  l: (c) => c >= 97 && c <= 122,
  p: (c) => isGraphic(c) && !isLetter(c) && !isDigit(c),
  s: (c) => c === 32 || (c >= 9 && c <= 13),
  u: (c) => c >= 65 && c <= 90,
  w: (c) => isLetter(c) || isDigit(c),
  x: (c) => isDigit(c) || (c >= 65 && c <= 70) || (c >= 97 && c <= 102),
  z: (c) => c === 0,
};

/** The bytes that pass a test. */
export function bytesThat(test: (c: number) => boolean): ByteSet {
  return Uint8Array.from({ length: 256 }, (_, c) => Number(test(c)));
}

const CLASSES = new Map<string, ByteSet>();
for (const [letter, test] of Object.entries(TESTS)) {
  CLASSES.set(letter, bytesThat(test));
  CLASSES.set(letter.toUpperCase(), bytesThat((c) => !test(c)));
}

/** The bytes that `%` and a character stand for: a class, or the character itself. */
export function escapedBytes(character: string): ByteSet {
  return CLASSES.get(character) ?? oneByte(character);
}

/** The set of one character. */
export function oneByte(character: string): ByteSet {
  const set = new Uint8Array(256);
  set[character.charCodeAt(0)] = 1;
  return set;
}

/** Every byte. */
export const ANY_BYTE: ByteSet = new Uint8Array(256).fill(1);
