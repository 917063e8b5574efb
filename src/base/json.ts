import { AppError } from "./app_error.ts";
import { type ByteString, fromByteString, isByteString, toByteString, toLatin1 } from "./byte_string.ts";
import { MAX_EXACT, narrow } from "./int64.ts";
import type { Data } from "./data.ts";

/** Deeper values are refused in both directions (spec/temporal-activities.md §5.2). */
export const MAX_DATA_DEPTH = 128;

/** Scripts hand out and read no more values at one time: a small text or table must not block the program. */
export const MAX_DATA_VALUES = 1_000_000;

/** Text that stands in JSON as it is. */
const PLAIN_REGEXP = /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const NUMBER_REGEXP = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const FLOAT_REGEXP = /[.eE]/;
const ESCAPES: Record<string, string> = {
  '"': '"',
  "\\": "\\",
  "/": "/",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};

/**
 * Writes data as JSON text, without spaces and with keys in the order of the map. Integral numbers have no decimals, NaN
 * and infinities become `null`, bytes that are not UTF-8 become U+FFFD (spec/temporal-activities.md §5.2).
 *
 * @returns JavaScript text, not a byte string
 * @throws {AppError} kind Internal when the data is nested deeper than {@linkcode MAX_DATA_DEPTH}
 */
export function encodeJson(data: Data): string {
  return write(data, 0);
}

function write(data: Data, depth: number): string {
  if (isByteString(data)) return quote(data);
  if (typeof data === "number") return Number.isFinite(data) ? String(data) : "null";
  if (data === null || typeof data !== "object") return String(data);
  if (depth === MAX_DATA_DEPTH) throw tooDeep();
  let text = "";
  if (Array.isArray(data)) {
    for (const item of data) text += (text && ",") + write(item, depth + 1);
    return `[${text}]`;
  }
  for (const [key, value] of data) {
    text += `${text && ","}${quote(key)}:${write(value, depth + 1)}`;
  }
  return `{${text}}`;
}

function quote(bytes: ByteString): string {
  const characters = toLatin1(bytes);
  return PLAIN_REGEXP.test(characters) ? `"${characters}"` : JSON.stringify(fromByteString(bytes));
}

/**
 * Reads JSON text. Objects keep the order of their keys (a repeated key keeps its last value), and integers beyond ±2^53
 * become exact bigints; both are why this is not JSON.parse.
 *
 * @param maxValues more values, those in lists and objects included, are refused
 * @throws {AppError} kind Internal with line and column when the text is not JSON; when it is nested too deep or too large
 */
export function decodeJson(text: string, maxValues = Infinity): Data {
  return new Reader(text, maxValues).read();
}

class Reader {
  readonly #text: string;
  readonly #maxValues: number;
  #at = 0;
  #values = 0;

  constructor(text: string, maxValues: number) {
    this.#text = text;
    this.#maxValues = maxValues;
  }

  read(): Data {
    this.#skipBlanks();
    const data = this.#value(0);
    if (this.#at < this.#text.length) throw this.#unexpected("the end of the text");
    return data;
  }

  #value(depth: number): Data {
    if (++this.#values > this.#maxValues) throw invalidJson(`JSON with more than ${this.#maxValues} values`);
    const data = this.#valueItself(depth);
    this.#skipBlanks();
    return data;
  }

  #valueItself(depth: number): Data {
    switch (this.#text[this.#at]) {
      case "{":
        return this.#object(this.#deeper(depth));
      case "[":
        return this.#array(this.#deeper(depth));
      case '"':
        return this.#string();
      case "t":
        return this.#word("true", true);
      case "f":
        return this.#word("false", false);
      case "n":
        return this.#word("null", null);
      default:
        return this.#number();
    }
  }

  #deeper(depth: number): number {
    if (depth === MAX_DATA_DEPTH) throw tooDeep();
    return depth + 1;
  }

  #object(depth: number): Map<ByteString, Data> {
    const map = new Map<ByteString, Data>();
    this.#step();
    if (this.#skip("}")) return map;
    while (true) {
      if (this.#text[this.#at] !== '"') throw this.#unexpected("a key in double quotes");
      const key = this.#string();
      this.#skipBlanks();
      if (!this.#skip(":")) throw this.#unexpected('":"');
      this.#skipBlanks();
      map.set(key, this.#value(depth));
      if (this.#skip("}")) return map;
      if (!this.#skip(",")) throw this.#unexpected('"," or "}"');
      this.#skipBlanks();
    }
  }

  #array(depth: number): Data[] {
    const array: Data[] = [];
    this.#step();
    if (this.#skip("]")) return array;
    while (true) {
      array.push(this.#value(depth));
      if (this.#skip("]")) return array;
      if (!this.#skip(",")) throw this.#unexpected('"," or "]"');
      this.#skipBlanks();
    }
  }

  #string(): ByteString {
    this.#at++;
    let text = this.#plainText();
    while (this.#text.charCodeAt(this.#at) === BACKSLASH) text += this.#escape() + this.#plainText();
    if (!this.#skip('"')) throw this.#unexpected("the end of the string");
    return toByteString(text);
  }

  /** The text up to the next quote, escape or control character, which JSON forbids in strings. */
  #plainText(): string {
    const start = this.#at;
    let code = this.#text.charCodeAt(start);
    while (code >= 0x20 && code !== QUOTE && code !== BACKSLASH) code = this.#text.charCodeAt(++this.#at);
    return this.#text.slice(start, this.#at);
  }

  #escape(): string {
    const letter = this.#text[this.#at + 1] ?? "";
    const digits = this.#text.slice(this.#at + 2, this.#at + 6);
    if (letter === "u" && /^[0-9a-fA-F]{4}$/.test(digits)) {
      this.#at += 6;
      return String.fromCharCode(parseInt(digits, 16));
    }
    if (!Object.hasOwn(ESCAPES, letter)) throw this.#unexpected("an escape sequence");
    this.#at += 2;
    return ESCAPES[letter]!;
  }

  #number(): number | bigint {
    NUMBER_REGEXP.lastIndex = this.#at;
    if (!NUMBER_REGEXP.test(this.#text)) throw this.#unexpected("a value");
    const digits = this.#text.slice(this.#at, NUMBER_REGEXP.lastIndex);
    this.#at = NUMBER_REGEXP.lastIndex;
    const number = Number(digits);
    if (Math.abs(number) < MAX_EXACT) return number;
    if (FLOAT_REGEXP.test(digits)) {
      if (Number.isFinite(number)) return number;
      throw invalidJson(`JSON with a number beyond ±${Number.MAX_VALUE}`);
    }
    return narrow(BigInt(digits));
  }

  #word<T>(word: string, value: T): T {
    if (!this.#text.startsWith(word, this.#at)) throw this.#unexpected("a value");
    this.#at += word.length;
    return value;
  }

  /** Passes one character and the blanks behind it. */
  #step(): void {
    this.#at++;
    this.#skipBlanks();
  }

  #skip(character: string): boolean {
    if (this.#text[this.#at] !== character) return false;
    this.#at++;
    return true;
  }

  #skipBlanks(): void {
    let code = this.#text.charCodeAt(this.#at);
    while (code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09) code = this.#text.charCodeAt(++this.#at);
  }

  #unexpected(expected: string): AppError {
    const before = this.#text.slice(0, this.#at).split("\n");
    const found = this.#at < this.#text.length ? JSON.stringify(this.#text[this.#at]) : "the end of the text";
    const position = `line ${before.length}, column ${before.at(-1)!.length + 1}`;
    return invalidJson(`invalid JSON at ${position}: expected ${expected}, found ${found}`);
  }
}

function tooDeep(): AppError {
  return invalidJson(`JSON nested deeper than ${MAX_DATA_DEPTH} levels`);
}

function invalidJson(message: string): AppError {
  return new AppError(message, { kind: "Internal", retryable: false });
}
