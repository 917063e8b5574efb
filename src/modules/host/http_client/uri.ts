/**
 * Encodes bytes for a query or a form (spec/lua-modules.md §17): letters, digits and `-_.~` stay, a space is `+`, the
 * rest is `%XX`.
 */
export function encodeUri(bytes: string): string {
  return bytes.replace(/[^A-Za-z0-9\-_.~]/g, (byte) => {
    return byte === " " ? "+" : `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`;
  });
}

/** The opposite of {@linkcode encodeUri}; undefined when a `%` is not followed by two hexadecimal digits. */
export function decodeUri(text: string): string | undefined {
  if (/%(?![0-9A-Fa-f]{2})/.test(text)) return undefined;
  return decodePercent(text.replaceAll("+", " "));
}

/** Each `%XX` as the byte that it stands for. */
export function decodePercent(text: string): string {
  return text.replace(/%([0-9A-Fa-f]{2})/g, (_, digits: string) => String.fromCharCode(parseInt(digits, 16)));
}

/** `a=1&b=2` from names and values. */
export function encodePairs(pairs: readonly (readonly [string, string])[]): string {
  return pairs.map(([name, value]) => `${encodeUri(name)}=${encodeUri(value)}`).join("&");
}
