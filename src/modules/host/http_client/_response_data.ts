import { ascii, type ByteString, type Data, fromLatin1, toByteString } from "../../../base/mod.ts";

/**
 * The response table of spec/lua-modules.md §17.
 *
 * @param body undefined when it comes as a stream
 */
export function responseData(response: Response, url: string, body: ByteString | undefined): Map<ByteString, Data> {
  const table = new Map<ByteString, Data>([
    [ascii("status_code"), response.status],
    [ascii("body_size"), body === undefined ? -1 : body.length],
    [ascii("headers"), headersOf(response)],
    [ascii("cookies"), cookiesOf(response)],
    [ascii("url"), toByteString(response.url || url)],
  ]);
  if (body !== undefined && body.length > 0) table.set(ascii("body"), body);
  return table;
}

function headersOf({ headers }: Response): Map<ByteString, Data> {
  const map = new Map<ByteString, Data>();
  for (const [name, value] of headers) {
    const canonical = name.replace(/(?:^|-)[a-z]/g, (start) => start.toUpperCase());
    // Headers come with one character per byte.
    if (!map.has(fromLatin1(canonical))) map.set(fromLatin1(canonical), fromLatin1(value));
  }
  return map;
}

function cookiesOf({ headers }: Response): Map<ByteString, Data> {
  const map = new Map<ByteString, Data>();
  for (const cookie of headers.getSetCookie()) {
    const [, name, value] = /^\s*([^=;]+?)\s*=\s*([^;]*)/.exec(cookie) ?? [];
    if (name !== undefined) map.set(fromLatin1(name), fromLatin1(value!.trim()));
  }
  return map;
}
