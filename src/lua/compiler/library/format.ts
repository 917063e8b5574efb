import { integerOf } from "../../../base/mod.ts";
import { formatText } from "../../library/mod.ts";
import type { LuaValue } from "../../api/mod.ts";
import { checkLength, spendOn } from "../support/strings.ts";
import { raise } from "../support/raised.ts";
import type { Result, Value } from "../support/value.ts";
import { numberAt, stringAt } from "./arguments.ts";
import { preludeFunction } from "./prelude.ts";
import { hasTextHandler, plainText } from "./to_text.ts";

/** A piece of a format: literal text, or a conversion. */
interface Piece {
  readonly text: string;
  /** The letter of a conversion; empty for literal text. */
  readonly conversion: string;
  /** A conversion that is quickly done: `%s` without anything, `%d` with at most zeros and a width. */
  readonly quick: boolean;
  /** Width of a quick `%d`. */
  readonly width: number;
}

const PIECE_REGEXP = /%%|%[-+ #0]*\d*(?:\.\d*)?(.?)|[^%]+/gs;
const QUICK_REGEXP = /^%(?:s|(?:0(\d{1,2}))?d)$/;
const MOST_CACHED = 500;
const cache = new Map<string, readonly Piece[]>();

function piecesOf(format: string): readonly Piece[] {
  let pieces = cache.get(format);
  if (pieces === undefined) {
    pieces = [...format.matchAll(PIECE_REGEXP)].map(([text, letter]) => pieceOf(text, letter));
    if (cache.size >= MOST_CACHED) cache.clear();
    cache.set(format, pieces);
  }
  return pieces;
}

function pieceOf(text: string, letter: string | undefined): Piece {
  if (text === "%%") return { text: "%", conversion: "", quick: false, width: 0 };
  if (letter === undefined) return { text, conversion: "", quick: false, width: 0 };
  const quick = QUICK_REGEXP.exec(text);
  return { text, conversion: letter || "%", quick: quick !== null, width: Number(quick?.[1] ?? 0) };
}

/** `string.format`. What formats need often is done here, on formats read once; the rest as on the other engine. */
export function format(template: Value, ...args: Value[]): Result {
  const source = stringAt(template, 1, "format");
  if (args.some(hasTextHandler)) return preludeFunction("withTexts")(format, args.length + 1, source, ...args);
  let text = "";
  let position = 1;
  for (const piece of piecesOf(source)) {
    text += piece.conversion === "" ? piece.text : convert(piece, args, ++position);
    checkLength(text.length);
  }
  spendOn(text.length);
  return text;
}

function convert(piece: Piece, args: Value[], position: number): string {
  const { conversion } = piece;
  if (piece.quick) {
    const value = present(args, position);
    if (conversion === "s") return plainText(value);
    if (typeof value === "number" && (value | 0) === value) return padded(value, piece.width);
  }
  if ("dicuoxX".includes(conversion)) checkIntegral(args, position);
  return formatText(piece.text, {
    number: () => numberAt(present(args, position), position, "format"),
    text: () => plainText(present(args, position)),
    value: () => present(args, position) as LuaValue,
    check: () => {}, // done above
  });
}

function present(args: Value[], position: number): Value {
  if (position - 2 < args.length) return args[position - 2];
  throw raise(`bad argument #${position} to 'format' (no value)`);
}

function checkIntegral(args: Value[], position: number): void {
  if (integerOf(numberAt(present(args, position), position, "format")) !== undefined) return;
  throw raise(`bad argument #${position} to 'format' (number has no integer representation)`);
}

/** A small integer with zeros in front, up to a width. */
function padded(value: number, width: number): string {
  const integer = value | 0;
  if (width === 0) return String(integer);
  return integer < 0 ? `-${String(-integer).padStart(width - 1, "0")}` : String(integer).padStart(width, "0");
}
