import { type Data, toByteString } from "../../../base/mod.ts";

/**
 * The response table of spec/lua-modules.md §17.
 *
 * @param body undefined when it comes as a stream
 */
export function responseData(response: Response, url: string, body: string | undefined): Map<string, Data> {
  const table = new Map<string, Data>([
    ["status_code", response.status],
    ["body_size", body === undefined ? -1 : body.length],
    ["headers", headersOf(response)],
    ["cookies", cookiesOf(response)],
    ["url", toByteString(response.url || url)],
  ]);
  if (body) table.set("body", body);
  return table;
}

function headersOf({ headers }: Response): Map<string, Data> {
  const map = new Map<string, Data>();
  for (const [name, value] of headers) {
    const canonical = name.replace(/(?:^|-)[a-z]/g, (start) => start.toUpperCase());
    if (!map.has(canonical)) map.set(canonical, value);
  }
  return map;
}

function cookiesOf({ headers }: Response): Map<string, Data> {
  const map = new Map<string, Data>();
  for (const cookie of headers.getSetCookie()) {
    const [, name, value] = /^\s*([^=;]+?)\s*=\s*([^;]*)/.exec(cookie) ?? [];
    if (name !== undefined) map.set(name, value!.trim());
  }
  return map;
}
