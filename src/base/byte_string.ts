import { Buffer } from "node:buffer";

declare const bytes: unique symbol;

/**
 * Bytes, as Lua's strings are: at run time a JavaScript string with one character (U+0000 to U+00FF) per byte. The compiler
 * takes it for no `string`, nor a `string` for it: text becomes bytes by {@linkcode toByteString}, and bytes text by
 * {@linkcode fromByteString}. Two byte strings are compared with `===` and `<`, and are keys of maps, as strings are.
 */
export interface ByteString {
  readonly [bytes]: true;
  /** Number of bytes. */
  readonly length: number;
}

/** `unknown` for a literal; `never` for `string` and for patterns such as `item-${string}`. */
type IfLiteral<T extends string> = Record<never, never> extends Record<T, true> ? never : unknown;

const encoder = new TextEncoder();
const decoder = new TextDecoder();
// deno-lint-ignore no-control-regex -- the range of ASCII is the point
const ASCII_REGEXP = /^[\x00-\x7f]*$/;

/**
 * Tells a byte string from other Lua values and data.
 *
 * @param value a Lua value or {@linkcode Data}; text, which looks the same at run time, is never among them
 * @returns whether it is a byte string
 */
export function isByteString(value: unknown): value is ByteString {
  return typeof value === "string";
}

/**
 * Turns JavaScript text into bytes.
 *
 * @param text any text
 * @returns its UTF-8 encoding
 */
export function toByteString(text: string): ByteString {
  return ASCII_REGEXP.test(text) ? fromLatin1(text) : bytesToByteString(encoder.encode(text));
}

/**
 * Reads bytes as text.
 *
 * @param bytes in UTF-8; invalid ones become U+FFFD
 * @returns the text
 */
export function fromByteString(bytes: ByteString): string {
  const characters = toLatin1(bytes);
  return ASCII_REGEXP.test(characters) ? characters : decoder.decode(byteStringToBytes(bytes));
}

/**
 * A constant byte string; costs nothing.
 *
 * @param literal a text of ASCII that stands in the source
 * @returns its bytes
 */
export function ascii<T extends string>(literal: T & IfLiteral<T>): ByteString {
  return fromLatin1(literal);
}

/**
 * The characters that hold a byte string, for code that looks at single bytes or matches patterns; costs nothing. They are
 * not text: no message may contain them.
 *
 * @param bytes the byte string
 * @returns one character per byte
 */
export function toLatin1(bytes: ByteString): string {
  return bytes as unknown as string;
}

/**
 * Takes characters for bytes; costs nothing.
 *
 * @param characters one per byte: none beyond U+00FF
 * @returns the byte string that they hold
 */
export function fromLatin1(characters: string): ByteString {
  return characters as unknown as ByteString;
}

/**
 * Joins byte strings.
 *
 * @param parts in their order
 * @returns their bytes, one part after the other
 */
export function concatBytes(...parts: readonly ByteString[]): ByteString {
  // By `+`, which copies nothing: bodies are joined from thousands of parts.
  let characters = "";
  for (const part of parts) characters += toLatin1(part);
  return fromLatin1(characters);
}

/**
 * Turns raw bytes into a byte string.
 *
 * @param view the bytes; they are copied
 * @returns a byte string of the same length
 */
export function bytesToByteString({ buffer, byteOffset, byteLength }: Uint8Array): ByteString {
  return fromLatin1(Buffer.from(buffer, byteOffset, byteLength).toString("latin1"));
}

/**
 * Turns a byte string into raw bytes.
 *
 * @param bytes the byte string
 * @returns a new array of the same length
 */
export function byteStringToBytes(bytes: ByteString): Uint8Array<ArrayBuffer> {
  const characters = toLatin1(bytes);
  const raw = new Uint8Array(characters.length);
  for (let i = 0; i < characters.length; i++) raw[i] = characters.charCodeAt(i);
  return raw;
}
