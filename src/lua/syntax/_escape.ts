import { bytesToByteString, toLatin1 } from "../../base/mod.ts";

/** What an escape sequence in a string stands for. */
interface Escape {
  readonly bytes: string;
  /** Number of characters of the source text, with the backslash. */
  readonly length: number;
  readonly problem?: string;
}

const SIMPLE: Readonly<Record<string, string>> = {
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  "\\": "\\",
  '"': '"',
  "'": "'",
  "\n": "\n",
};
const DECIMAL_REGEXP = /\\([0-9]{1,3})/y;
const HEXADECIMAL_REGEXP = /\\x([0-9a-fA-F]{2})/y;
const UNICODE_REGEXP = /\\u\{([0-9a-fA-F]+)\}/y;
const SPACES_REGEXP = /\\z\s*/y;
const LINE_BREAK_REGEXP = /\\\r\n?/y;

/** Reads the escape sequence whose backslash stands at `offset`. */
export function readEscape(source: string, offset: number): Escape {
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = offset;
    return pattern.exec(source);
  };
  const letter = source[offset + 1] ?? "";
  const simple = Object.hasOwn(SIMPLE, letter) ? SIMPLE[letter] : undefined;
  if (simple !== undefined) return { bytes: simple, length: 2 };
  const spaces = match(SPACES_REGEXP);
  if (spaces !== null) return { bytes: "", length: spaces[0].length };
  const lineBreak = match(LINE_BREAK_REGEXP);
  if (lineBreak !== null) return { bytes: "\n", length: lineBreak[0].length };
  const decimal = match(DECIMAL_REGEXP);
  if (decimal !== null) {
    const length = decimal[0].length;
    const code = Number(decimal[1]);
    if (code > 255) return { bytes: "", length, problem: `Decimal escape "${decimal[0]}" is larger than 255` };
    return { bytes: String.fromCharCode(code), length };
  }
  const hexadecimal = match(HEXADECIMAL_REGEXP);
  if (hexadecimal !== null) return { bytes: String.fromCharCode(parseInt(hexadecimal[1] ?? "", 16)), length: 4 };
  const unicode = match(UNICODE_REGEXP);
  if (unicode !== null) return unicodeEscape(unicode[0], unicode[1] ?? "");
  return { bytes: "", length: letter === "" || letter === "\n" ? 1 : 2, problem: describeFault(letter) };
}

function unicodeEscape(text: string, digits: string): Escape {
  const code = digits.length > 8 ? Infinity : parseInt(digits, 16);
  if (code > 0x7fffffff) return { bytes: "", length: text.length, problem: `Character code "${text}" is too large` };
  return { bytes: encodeUtf8(code), length: text.length };
}

/** UTF-8 in its original form of up to six bytes, as Lua's `\u{…}` writes it. */
function encodeUtf8(code: number): string {
  if (code < 0x80) return String.fromCharCode(code);
  const bytes: number[] = [];
  let rest = code;
  let room = 0x3f;
  do {
    bytes.unshift(0x80 | (rest & 0x3f));
    rest = Math.floor(rest / 64);
    room >>= 1;
  } while (rest > room);
  bytes.unshift(((~room << 1) & 0xff) | rest);
  return toLatin1(bytesToByteString(Uint8Array.from(bytes)));
}

function describeFault(letter: string): string {
  if (letter === "x") return 'Expected two hexadecimal digits after "\\x"';
  if (letter === "u") return 'Expected hexadecimal digits in braces after "\\u"';
  return `Unknown escape sequence "\\${letter}"`;
}
