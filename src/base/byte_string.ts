import { Buffer } from "node:buffer";

/*
 * Lua strings are bytes. Everywhere in Lunation they are held as "byte strings": JavaScript strings in which each
 * character stands for one byte (U+0000 to U+00FF).
 */

const encoder = new TextEncoder();
const decoder = new TextDecoder();
// deno-lint-ignore no-control-regex -- the range of ASCII is the point
const ASCII_REGEXP = /^[\x00-\x7f]*$/;

/** Turns JavaScript text into a byte string holding its UTF-8 encoding. */
export function toByteString(text: string): string {
  return ASCII_REGEXP.test(text) ? text : bytesToByteString(encoder.encode(text));
}

/** Reads a byte string as UTF-8; invalid bytes become U+FFFD. */
export function fromByteString(bytes: string): string {
  return ASCII_REGEXP.test(bytes) ? bytes : decoder.decode(byteStringToBytes(bytes));
}

/** Turns raw bytes into a byte string. */
export function bytesToByteString({ buffer, byteOffset, byteLength }: Uint8Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString("latin1");
}

/** Turns a byte string into raw bytes. */
export function byteStringToBytes(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}
