import assert from "node:assert/strict";
import { FakeClock } from "../../../../tests/support/fake_clock.ts";
import { luaRunner, type LuaRunnerOptions, runLua } from "../../../../tests/support/lua_runner.ts";
import { type ByteString, type Data, fromByteString, fromLatin1 } from "../../../base/mod.ts";

/** What the echo route saw of a request. */
async function echo(request: Request): Promise<Response> {
  const { method, url, headers } = request;
  const { pathname, search } = new URL(url);
  const seen = { method, path: pathname + search, headers: Object.fromEntries(headers), body: await request.text() };
  return new Response(JSON.stringify(seen), {
    status: 201,
    headers: [["x-answer-id", "7"], ["set-cookie", "a=1; Path=/"], ["set-cookie", "b=2"]],
  });
}

async function answer(request: Request): Promise<Response> {
  const { pathname, origin } = new URL(request.url);
  switch (pathname) {
    case "/redirect":
      return Response.redirect(`${origin}/echo?after=redirect`, 302);
    case "/loop":
      return Response.redirect(`${origin}/loop`, 302);
    case "/to-file":
      return new Response(null, { status: 302, headers: { location: "file:///etc/passwd" } });
    case "/big":
      return new Response(new Uint8Array(5000));
    case "/bytes":
      return new Response(new Uint8Array([0, 255, 128]));
    case "/empty":
      return new Response(null, { status: 204 });
    case "/hang":
      await new Promise((resolve) => request.signal.addEventListener("abort", resolve));
      return new Response();
    default:
      return await echo(request);
  }
}

/** Runs a function against a server of its own; its address is the first argument. */
async function run(body: string, options?: LuaRunnerOptions): Promise<Data | undefined> {
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, answer);
  try {
    const address = `http://127.0.0.1:${server.addr.port}`;
    return await runLua(`local http, url = http_client, ...\n${body}`, [fromLatin1(address)], options);
  } finally {
    await server.shutdown();
  }
}

/** Kind, retryability and message of what a request failed with; the server's address is `URL` there. */
async function failure(call: string, options?: LuaRunnerOptions): Promise<unknown[]> {
  const value = await run(
    `local response, err = ${call} return { response == nil, err:kind(), err:retryable(), err:message(), url }`,
    options,
  ) as ByteString[];
  const [isNil, kind, retryable, message, url] = value;
  assert.equal(isNil, true);
  return [kind, retryable, fromByteString(message!).replaceAll(fromByteString(url!), "URL")];
}

Deno.test("http_client functions send their method", async () => {
  for (const name of ["get", "post", "put", "delete", "patch"]) {
    const method = await run(`return json.decode(http.${name}(url .. "/x").body).method`);
    assert.equal(method, name.toUpperCase());
  }
  assert.equal(await run('return json.decode(http.request("options", url).body).method'), "OPTIONS");
  assert.deepEqual(await run('local r = http.head(url .. "/x") return { r.status_code, r.body == nil }'), [201, true]);
});

Deno.test("http_client sends headers, body, query and basic auth", async () => {
  const value = await run(`
    local response = http.post(url .. "/x?a=1", {
      headers = { ["X-Id"] = "5", ["content-type"] = "text/plain" },
      body = "caf\\195\\169",
      query = { q = "a b&c", n = 5, list = { "x", "y" }, yes = true },
      auth = { user = "me", pass = "secret" },
      timeout = 5,
    })
    local seen = json.decode(response.body)
    return { seen.path, seen.headers["x-id"], seen.headers["content-type"], seen.headers.authorization, seen.body }
  `) as ByteString[];
  const [path, ...rest] = value;
  const query = new URL(`http://x${path}`).searchParams;
  assert.deepEqual([...query].sort(), [["a", "1"], ["list", "x"], ["list", "y"], ["n", "5"], ["q", "a b&c"], [
    "yes",
    "true",
  ]]);
  assert.deepEqual(rest, ["5", "text/plain", `Basic ${btoa("me:secret")}`, "caf\xc3\xa9"]);
});

Deno.test("http_client sends a form", async () => {
  const value = await run(`
    local seen = json.decode(http.post(url, { form = { ["a b"] = "\\195\\169&=" } }).body)
    return { seen.body, seen.headers["content-type"] }
  `);
  assert.deepEqual(value, ["a+b=%C3%A9%26%3D", "application/x-www-form-urlencoded"]);
});

Deno.test("http_client gives status, size, headers, cookies and address of a response", async () => {
  const value = await run(`
    local r = http.get(url .. "/redirect")
    return { r.status_code, r.body_size == #r.body, r.headers["X-Answer-Id"], r.cookies.a, r.cookies.b,
      r.url == url .. "/echo?after=redirect" }
  `);
  assert.deepEqual(value, [201, true, "7", "1", "2", true]);
});

Deno.test("http_client gives bodies as bytes, and none for an empty body", async () => {
  assert.equal(
    await run('local b = http.get(url .. "/bytes").body return #b .. ":" .. table.concat({ b:byte(1, -1) }, " ")'),
    "3:0 255 128",
  );
  assert.deepEqual(
    await run('local r = http.get(url .. "/empty") return { r.status_code, r.body == nil, r.body_size }'),
    [
      204,
      true,
      0,
    ],
  );
});

Deno.test("http_client refuses bodies that are too large", async () => {
  const call = 'http.get(url .. "/big", { max_response_body = 4999 })';
  assert.deepEqual(await failure(call), [
    "Internal",
    false,
    'GET URL/big: the response body exceeds 4999 bytes ("max_response_body")',
  ]);
  assert.equal(await run('return http.get(url .. "/big", { max_response_body = 5000 }).body_size'), 5000);
});

Deno.test("http_client gives up after the timeout", async () => {
  for (const [timeout, text] of [["0.05", "50ms"], ['"50ms"', "50ms"]]) {
    const call = `http.get(url .. "/hang?token=secret", { timeout = ${timeout} })`;
    assert.deepEqual(await failure(call), ["Internal", true, `GET URL/hang: timed out after ${text}`]);
  }
});

Deno.test("http_client reports a network that fails as retryable", async () => {
  const listener = Deno.listen({ port: 0, hostname: "127.0.0.1" });
  const { port } = listener.addr;
  listener.close();
  const [kind, retryable, message] = await failure(`http.get("http://127.0.0.1:${port}/x?token=secret")`);
  assert.deepEqual([kind, retryable], ["Internal", true]);
  assert.match(String(message), new RegExp(`^GET http://127\\.0\\.0\\.1:${port}/x: .*refused`));
  assert.doesNotMatch(String(message), /secret/);
});

Deno.test("http_client follows no endless redirects, and none to a file", async () => {
  assert.deepEqual((await failure('http.get(url .. "/loop")')).slice(0, 2), ["Internal", true]);
  assert.deepEqual((await failure('http.get(url .. "/to-file")')).slice(0, 2), ["Internal", true]);
});

Deno.test("http_client aborts a request when the call is canceled", async () => {
  const started = Promise.withResolvers<void>();
  const aborted = Promise.withResolvers<void>();
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, async (request) => {
    request.signal.addEventListener("abort", () => aborted.resolve());
    started.resolve();
    await aborted.promise;
    return new Response();
  });
  const controller = new AbortController();
  const runner = luaRunner({
    "test:main":
      "return function(url) local _, err = pcall(http_client.get, url) return { err:kind(), err:message() } end",
  });
  const result = runner.call("test:main", [fromLatin1(`http://127.0.0.1:${server.addr.port}`)], {
    signal: controller.signal,
  });
  await started.promise;
  controller.abort();
  assert.deepEqual(await result, ["Canceled", "operation canceled"]);
  await aborted.promise;
  await server.shutdown();
});

Deno.test("http_client leaves no timer behind", async () => {
  const clock = new FakeClock();
  assert.equal(await run("return http.get(url).status_code", { clock }), 201);
  assert.equal(clock.pending, 0);
});

Deno.test("http_client raises on wrong argument types", async () => {
  const cases: [string, string][] = [
    ["http.get", "bad argument #1 to 'get' (string expected, got no value)"],
    ["http.post, {}", "bad argument #1 to 'post' (string expected, got table)"],
    ["http.put, url, 5", "bad argument #2 to 'put' (table expected, got number)"],
    ['http.request, "GET"', "bad argument #2 to 'request' (string expected, got no value)"],
    ["http.encode_uri", "bad argument #1 to 'encode_uri' (string expected, got no value)"],
    ["http.decode_uri, {}", "bad argument #1 to 'decode_uri' (string expected, got table)"],
  ];
  for (const [call, message] of cases) assert.equal(await run(`return select(2, pcall(${call}))`), message);
});

Deno.test("http_client.encode_uri() and decode_uri() are opposites", async () => {
  const value = await runLua(`
    local text = "a b+c/\\195\\169~-_.\\0"
    local encoded = http_client.encode_uri(text)
    return { encoded, http_client.decode_uri(encoded) == text }
  `);
  assert.deepEqual(value, ["a+b%2Bc%2F%C3%A9~-_.%00", true]);
});

Deno.test("http_client.decode_uri() refuses a broken escape", async () => {
  for (const text of ["%", "%4", "a%zz"]) {
    const value = await runLua(`local t, err = http_client.decode_uri("${text}") return { t == nil, err:kind() }`);
    assert.deepEqual(value, [true, "Invalid"]);
  }
});
