export const MONTHS: readonly string[] = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];
export const DAYS: readonly string[] = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

/** The tokens of Go's layouts (Go's package `time`); where one begins another, the longer comes first. */
const TOKEN_REGEXP = new RegExp(
  [
    "January|Jan(?![a-z])|Monday|Mon(?![a-z])|MST|PM|pm",
    "002|0[1-6]|15|1|2006|2|__2|_2(?!006)|[345]",
    "[-Z]07(?:0000|:00:00|00|:00|)",
    "[.,](?:0+|9+)(?!\\d)",
  ].join("|"),
  "g",
);

/** A piece of a layout: text that stands for itself, then a token; the last piece may have none. */
export interface LayoutPiece {
  readonly text: string;
  readonly token: string | undefined;
}

/** Takes a Go layout apart. */
export function layoutPieces(layout: string): LayoutPiece[] {
  const pieces: LayoutPiece[] = [];
  let end = 0;
  for (const { 0: token, index } of layout.matchAll(TOKEN_REGEXP)) {
    pieces.push({ text: layout.slice(end, index), token });
    end = index + token.length;
  }
  if (end < layout.length) pieces.push({ text: layout.slice(end), token: undefined });
  return pieces;
}

/** True for `.000`, `,999` and their like. */
export function isFraction(token: string): boolean {
  return token[0] === "." || token[0] === ",";
}

/** True for `-0700`, `Z07:00` and their like. */
export function isNumericZone(token: string): boolean {
  return token[0] === "-" || token[0] === "Z";
}
