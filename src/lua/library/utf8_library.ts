import { type ByteString, fromLatin1, toLatin1 } from "../../base/mod.ts";
import { badArgument, LuaError, type LuaValue, type NativeFunction, stringArgument } from "../api/mod.ts";
import { indexArgument } from "./integer_argument.ts";

/** One code point. */
const MAX_CODE_POINT = 0x10ffff;
/** More code points than this do not fit on the stack. */
const MAX_RESULTS = 50_000;
/** The least code point of a sequence with so many further bytes. */
const LEAST = [0, 0x80, 0x800, 0x10000] as const;

/** A decoded sequence. */
interface Decoded {
  readonly codePoint: number;
  /** Place behind it. */
  readonly end: number;
}

function isContinuation(bytes: string, at: number): boolean {
  return (bytes.charCodeAt(at) & 0xc0) === 0x80;
}

/** The sequence at a 0-based place; undefined when it is invalid. Surrogates are accepted, as by Lua 5.3. */
function decode(bytes: string, at: number): Decoded | undefined {
  const first = bytes.charCodeAt(at);
  if (first < 0x80) return { codePoint: first, end: at + 1 };
  const further = first >= 0xf8 || first < 0xc0 ? 0 : first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : 1;
  if (!(further > 0)) return undefined;
  let codePoint = first & (0x3f >> further);
  for (let index = 1; index <= further; index++) {
    if (!isContinuation(bytes, at + index)) return undefined;
    codePoint = codePoint << 6 | (bytes.charCodeAt(at + index) & 0x3f);
  }
  if (codePoint < LEAST[further]! || codePoint > MAX_CODE_POINT) return undefined;
  return { codePoint, end: at + further + 1 };
}

function encode(codePoint: number): string {
  if (codePoint < 0x80) return String.fromCharCode(codePoint);
  let tail = "";
  let rest = codePoint;
  let most = 0x3f;
  while (rest > most) {
    tail = String.fromCharCode(0x80 | (rest & 0x3f)) + tail;
    rest = Math.floor(rest / 64);
    most >>= 1;
  }
  return String.fromCharCode(((~most << 1) & 0xff) | rest) + tail;
}

/** A place that is counted from the end when it is negative; 0 before the beginning. */
function placeOf(position: number, length: number): number {
  if (position >= 0) return position;
  return -position > length ? 0 : length + position + 1;
}

const char: NativeFunction = (args) =>
  fromLatin1(
    args.map((_, index) => {
      const codePoint = indexArgument(args, index + 1, "char");
      if (codePoint < 0 || codePoint > MAX_CODE_POINT) throw badArgument(index + 1, "char", "value out of range");
      return encode(codePoint);
    }).join(""),
  );

const codepoint: NativeFunction = (args) => {
  const bytes = toLatin1(stringArgument(args, 1, "codepoint"));
  const from = placeOf(indexArgument(args, 2, "codepoint", 1), bytes.length);
  const to = placeOf(indexArgument(args, 3, "codepoint", from), bytes.length);
  if (from < 1) throw badArgument(2, "codepoint", "out of range");
  if (to > bytes.length) throw badArgument(3, "codepoint", "out of range");
  if (to - from >= MAX_RESULTS) throw new LuaError("string slice too long");
  const codePoints: number[] = [];
  for (let at = from - 1; at < to;) {
    const decoded = decode(bytes, at);
    if (decoded === undefined) throw new LuaError("invalid UTF-8 code");
    codePoints.push(decoded.codePoint);
    at = decoded.end;
  }
  return codePoints;
};

const len: NativeFunction = (args) => {
  const bytes = toLatin1(stringArgument(args, 1, "len"));
  let at = placeOf(indexArgument(args, 2, "len", 1), bytes.length) - 1;
  const last = placeOf(indexArgument(args, 3, "len", -1), bytes.length) - 1;
  if (at < 0 || at > bytes.length) throw badArgument(2, "len", "initial position out of string");
  if (last >= bytes.length) throw badArgument(3, "len", "final position out of string");
  let count = 0;
  for (; at <= last; count++) {
    const decoded = decode(bytes, at);
    if (decoded === undefined) return [undefined, at + 1];
    at = decoded.end;
  }
  return count;
};

const offset: NativeFunction = (args) => {
  const bytes = toLatin1(stringArgument(args, 1, "offset"));
  const count = indexArgument(args, 2, "offset");
  const start = placeOf(indexArgument(args, 3, "offset", count >= 0 ? 1 : bytes.length + 1), bytes.length) - 1;
  if (start < 0 || start > bytes.length) throw badArgument(3, "offset", "position out of range");
  if (count === 0) return beginning(bytes, start) + 1;
  if (isContinuation(bytes, start)) throw new LuaError("initial position is a continuation byte");
  const at = count < 0 ? backwards(bytes, start, count) : forwards(bytes, start, count);
  return at === undefined ? undefined : at + 1;
};

/** Where the sequence begins that the byte at `at` belongs to. */
function beginning(bytes: string, at: number): number {
  let start = at;
  while (start > 0 && isContinuation(bytes, start)) start--;
  return start;
}

function backwards(bytes: string, start: number, count: number): number | undefined {
  let at = start;
  for (let rest = count; rest < 0; rest++) {
    if (at <= 0) return undefined;
    at = beginning(bytes, at - 1);
  }
  return at;
}

function forwards(bytes: string, start: number, count: number): number | undefined {
  let at = start;
  for (let rest = count; rest > 1; rest--) {
    if (at >= bytes.length) return undefined;
    at++;
    while (isContinuation(bytes, at)) at++;
  }
  return at;
}

/**
 * The iterator of `utf8.codes`.
 *
 * @param args the text and the last place
 * @returns the next place and its code point; nothing at the end
 * @throws {LuaError} when the text is no UTF-8 there
 */
export function nextCode(args: LuaValue[]): LuaValue[] {
  const bytes = toLatin1(stringArgument(args, 1, "codes"));
  let at = indexArgument(args, 2, "codes") - 1;
  if (at < 0) at = 0;
  else if (at < bytes.length) {
    at++;
    while (isContinuation(bytes, at)) at++;
  }
  if (at >= bytes.length) return [];
  const decoded = decode(bytes, at);
  if (decoded === undefined || isContinuation(bytes, decoded.end)) throw new LuaError("invalid UTF-8 code");
  return [at + 1, decoded.codePoint];
}

/** `utf8` (spec/lua-modules.md §1.1) but for `codes`, which engines make of {@linkcode nextCode}. */
export const utf8Functions: Readonly<Record<string, NativeFunction | ByteString>> = {
  char,
  charpattern: fromLatin1("[\0-\x7f\xc2-\xf4][\x80-\xbf]*"),
  codepoint,
  len,
  offset,
};
