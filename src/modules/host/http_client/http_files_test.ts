import { deepEqual, equal, match } from "node:assert/strict";
import { runLua } from "../../../../tests/support/lua_runner.ts";
import { RawServer } from "../../../../tests/support/raw_server.ts";
import { type ByteString, type Data, fromByteString, fromLatin1 } from "../../../base/mod.ts";

/** Says which parts it was sent: `name=text` for fields, `name[file name; type]=text` for files. */
async function parts(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  if (pathname === "/source") return new Response(`streamed ${"x".repeat(200_000)}`);
  const texts = [];
  for (const [name, value] of await request.formData()) {
    texts.push(
      typeof value === "string" ? `${name}=${value}` : `${name}[${value.name}; ${value.type}]=${await value.text()}`,
    );
  }
  const length = request.headers.has("content-length") ? "known" : "unknown";
  return Response.json([length, ...texts]);
}

async function run(body: string): Promise<Data | undefined> {
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, parts);
  try {
    return await runLua(`local http, url = http_client, ... ${body}`, [
      fromLatin1(`http://127.0.0.1:${server.addr.port}`),
    ]);
  } finally {
    await server.shutdown();
  }
}

/** What the server was sent by a POST with these options. */
async function sent(options: string): Promise<unknown> {
  return JSON.parse(fromByteString(await run(`return http.post(url, ${options}).body`) as ByteString));
}

Deno.test("http_client sends files, and the form beside them", async () => {
  const options = `{
    form = { field = "a&b" },
    files = {
      { name = "one", filename = "one.txt", content = "first\\r\\n--x", content_type = "text/plain" },
      { name = "two", content = "" },
    },
  }`;
  const type = "application/octet-stream";
  deepEqual(await sent(options), ["known", "field=a&b", `one[one.txt; ${type}]=first\r\n--x`, `two[two; ${type}]=`]);
});

Deno.test("http_client sends an empty list of files as a form without parts", async () => {
  await using server = new RawServer(async (connection) => {
    const head = await connection.readHead();
    await connection.write("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
    await connection.write(/content-type: (.*)/i.exec(head)![1]!);
    connection.close();
  });
  const type = await runLua("return http_client.post(..., { files = {} }).body", [
    fromLatin1(`http://${server.address}`),
  ]);
  match(fromByteString(type as ByteString), /^multipart\/form-data; boundary=lunation-[-0-9a-f]{36}/);
});

Deno.test("http_client lets no file name break out of its line", async () => {
  const [, part] = await sent(
    '{ files = { { name = "a\\"b", filename = "x\\r\\nEvil: 1\\".txt", content = "c" } } }',
  ) as ByteString[];
  match(fromByteString(part!), /^a(%22|")b\[x(%0D%0A|\r\n)Evil: 1(%22|")\.txt; application\/octet-stream\]=c$/);
});

Deno.test("http_client sends the stream of a response as a file, as it comes", async () => {
  const value = await run(`
    local source = http.get(url .. "/source", { stream = true }).stream
    local files = { { name = "a", filename = "a.bin", reader = source }, { name = "b", content = "after" } }
    local response = http.post(url, { files = files })
    local data = source:read()
    return { response.body, data == nil }`) as [string, boolean];
  const [length, streamed, after] = JSON.parse(value[0]);
  deepEqual([length, after, value[1]], ["unknown", "b[b; application/octet-stream]=after", true]);
  equal(streamed, `a[a.bin; application/octet-stream]=streamed ${"x".repeat(200_000)}`);
});

Deno.test("http_client tells what keeps the stream of a file from being read", async () => {
  const value = await run(`
    local source = http.get(url .. "/source", { stream = true }).stream
    source:close()
    local response, err = http.post(url, { files = { { name = "a", reader = source } } })
    return { response == nil, err:kind(), err:message() }`);
  deepEqual(value, [true, "Invalid", "http_client: the stream is closed"]);
});
