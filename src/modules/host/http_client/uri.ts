import { type ByteString, fromLatin1, toLatin1 } from "../../../base/mod.ts";

/**
 * Encodes bytes for a query or a form (spec/lua-modules.md §17): letters, digits and `-_.~` stay, a space is `+`, the
 * rest is `%XX`.
 */
export function encodeUri(bytes: ByteString): string {
  return toLatin1(bytes).replace(/[^A-Za-z0-9\-_.~]/g, (byte) => {
    return byte === " " ? "+" : `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`;
  });
}

/** The opposite of {@linkcode encodeUri}; undefined when a `%` is not followed by two hexadecimal digits. */
export function decodeUri(bytes: ByteString): ByteString | undefined {
  const text = toLatin1(bytes);
  if (/%(?![0-9A-Fa-f]{2})/.test(text)) return undefined;
  return decodePercent(text.replaceAll("+", " "));
}

/** Each `%XX` as the byte that it stands for. */
export function decodePercent(text: string): ByteString {
  return fromLatin1(
    text.replace(/%([0-9A-Fa-f]{2})/g, (_, digits: string) => String.fromCharCode(parseInt(digits, 16))),
  );
}

/** `a=1&b=2` from names and values. */
export function encodePairs(pairs: readonly (readonly [ByteString, ByteString])[]): string {
  return pairs.map(([name, value]) => `${encodeUri(name)}=${encodeUri(value)}`).join("&");
}
