import { deepEqual, equal, match } from "node:assert/strict";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { runLua } from "../../../../tests/support/lua_runner.ts";
import { type ByteString, type Data, fromByteString, toByteString } from "../../../base/mod.ts";

const ENCODERS = { gzip: gzipSync, br: brotliCompressSync };
const TEXT = "the same again ".repeat(1000);

/** Says what it saw of a request. */
async function echo(request: Request): Promise<Response> {
  const { method, headers } = request;
  const seen = [method, await request.text(), headers.get("authorization"), headers.get("cookie")];
  return Response.json(seen);
}

function answer(request: Request): Response | Promise<Response> {
  const { pathname, searchParams } = new URL(request.url);
  const [, route, detail] = pathname.split("/");
  switch (route) {
    case "redirect": {
      const location = searchParams.get("to") ?? "../echo";
      return new Response(null, { status: Number(detail), headers: { location } });
    }
    case "status":
      return new Response("text", { status: Number(detail) });
    case "chunks": {
      const chunks = Array.from({ length: Number(detail) }, (_, i) => new TextEncoder().encode(`${i};`));
      return new Response(ReadableStream.from(chunks));
    }
    case "packed": {
      const packed = ENCODERS[detail as keyof typeof ENCODERS](TEXT);
      return new Response(new Uint8Array(packed), { headers: { "content-encoding": detail! } });
    }
    default:
      return echo(request);
  }
}

/** Runs a function against a server of its own; `url` is its address, `other` the same server by another name. */
async function run(body: string): Promise<Data | undefined> {
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, answer);
  const { port } = server.addr;
  try {
    const addresses = [`http://127.0.0.1:${port}`, `http://localhost:${port}`];
    return await runLua(`local http, url, other = http_client, ... ${body}`, addresses.map(toByteString));
  } finally {
    await server.shutdown();
  }
}

Deno.test("http_client follows redirects as RFC 9110 says: 307 and 308 send the same again", async () => {
  const sent = '{ body = "text" }';
  const seen = async (status: number) => {
    const text = await run(`return http.post(url .. "/redirect/${status}", ${sent}).body`);
    return JSON.parse(fromByteString(text as ByteString)).slice(0, 2);
  };
  for (const status of [301, 302, 303]) deepEqual(await seen(status), ["GET", ""], `${status}`);
  for (const status of [307, 308]) deepEqual(await seen(status), ["POST", "text"], `${status}`);
});

Deno.test("http_client gives the address after redirects", async () => {
  equal(await run('return http.get(url .. "/redirect/302").url == url .. "/echo"'), true);
});

Deno.test("http_client takes credentials along to the same server only", async () => {
  const script = (target: string) => `
    local options = { auth = { user = "me", pass = "secret" }, cookies = { a = "1" } }
    options.query = { to = ${target} .. "/echo" }
    return http.get(url .. "/redirect/302", options).body`;
  deepEqual(JSON.parse(fromByteString(await run(script("url")) as ByteString)), [
    "GET",
    "",
    `Basic ${btoa("me:secret")}`,
    "a=1",
  ]);
  deepEqual(JSON.parse(fromByteString(await run(script("other")) as ByteString)), ["GET", "", null, null]);
});

Deno.test("http_client takes credentials out of the URL", async () => {
  const value = await run(`
    local response = http.get((url:gsub("//", "//me:p%%20w@")))
    return { json.decode(response.body)[3], response.url == url .. "/" }`);
  deepEqual(value, [`Basic ${btoa("me:p w")}`, true]);
});

Deno.test("http_client gives answers of every status", async () => {
  for (const status of [200, 201, 304, 400, 404, 418, 500, 503]) {
    if (status !== 304) equal(await run(`return http.get(url .. "/status/${status}").body`), "text");
    equal(await run(`return http.get(url .. "/redirect/${status}").status_code`), status);
  }
});

Deno.test("http_client joins chunked bodies", async () => {
  equal(await run('return http.get(url .. "/chunks/3").body'), "0;1;2;");
  match(fromByteString(await run('return http.get(url .. "/chunks/1000").body') as ByteString), /^0;1;.*;998;999;$/s);
});

Deno.test("http_client unpacks bodies, and counts their bytes afterwards", async () => {
  for (const encoding of Object.keys(ENCODERS)) {
    const value = await run(`local r = http.get(url .. "/packed/${encoding}") return { r.body, r.body_size }`);
    deepEqual(value, [TEXT, TEXT.length], encoding);
    const limited = `http.get(url .. "/packed/${encoding}", { max_response_body = ${TEXT.length - 1} })`;
    match(fromByteString(await run(`return select(2, ${limited}):message()`) as ByteString), /exceeds 14999 bytes/);
  }
});

Deno.test("http_client sends cookies beside those of its headers", async () => {
  const cookie = (options: string) => run(`return json.decode(http.get(url, ${options}).body)[4]`);
  equal(await cookie('{ cookies = { a = "1" } }'), "a=1");
  deepEqual(fromByteString(await cookie('{ cookies = { a = "1", b = 2 } }') as ByteString).split("; ").sort(), [
    "a=1",
    "b=2",
  ]);
  equal(await cookie('{ headers = { Cookie = "z=0" }, cookies = { a = "1" } }'), "z=0; a=1");
});
