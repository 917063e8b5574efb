import { deepEqual, equal, ok } from "node:assert/strict";
import { runLua } from "../../../../tests/support/lua_runner.ts";
import { type Data, fromLatin1 } from "../../../base/mod.ts";

/** Answers with method, path and body of a request; counts how many run at one time, and over how many connections. */
class CountingServer implements AsyncDisposable {
  most = 0;
  readonly url: string;
  readonly #ports = new Set<number>();
  readonly #server: Deno.HttpServer<Deno.NetAddr>;
  #running = 0;

  constructor() {
    this.#server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, async (request, { remoteAddr }) => {
      this.#ports.add(remoteAddr.port);
      this.most = Math.max(this.most, ++this.#running);
      const body = `${request.method} ${new URL(request.url).pathname} ${await request.text()}`;
      this.#running--;
      return new Response(body);
    });
    this.url = `http://127.0.0.1:${this.#server.addr.port}`;
  }

  get connections(): number {
    return this.#ports.size;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server.shutdown();
  }
}

async function run(body: string): Promise<Data | undefined> {
  await using server = new CountingServer();
  return await runLua(`local http, url = http_client, ... ${body}`, [fromLatin1(server.url)]);
}

Deno.test("http_client.request_batch() gives responses in the order of their requests, and no errors", async () => {
  const value = await run(`
    local responses, errors = http.request_batch({
      { "GET", url .. "/a" },
      { "post", url .. "/b", { body = "text" } },
      { "DELETE", url .. "/c", {} },
    })
    return { #responses, responses[1].body, responses[2].body, responses[3].body, errors == nil }`);
  deepEqual(value, [3, "GET /a ", "POST /b text", "DELETE /c ", true]);
});

Deno.test("http_client.request_batch() of nothing gives nothing", async () => {
  deepEqual(await run("local responses, errors = http.request_batch({}) return { #responses, errors == nil }"), [
    0,
    true,
  ]);
});

Deno.test("http_client.request_batch() gives errors at the places of their requests", async () => {
  const value = await run(`
    local responses, errors = http.request_batch({
      { "GET", "nowhere" },
      { "GET", url .. "/b" },
      { "GET", url, { stream = true } },
      { "GET", url, { max_response_body = 1 } },
      { "GET" },
      { "GET", url, "options" },
      { method = "GET", url = url },
    })
    local kinds = {}
    for i = 1, 7 do kinds[i] = errors[i] and errors[i]:kind() or responses[i].body end
    return { kinds, errors[3]:message(), errors[5]:message(), responses[1] == nil }`);
  deepEqual(value, [
    ["Invalid", "GET /b ", "Invalid", "Internal", "Invalid", "Invalid", "Invalid"],
    'http_client: option "stream" is not for batches',
    "http_client: a request of a batch must be a table { method, url, options }",
    true,
  ]);
});

Deno.test("http_client.request_batch() raises on wrong argument types", async () => {
  const message = (call: string) => run(`return select(2, pcall(http.request_batch, ${call}))`);
  equal(await message("nil"), "bad argument #1 to 'request_batch' (table expected, got nil)");
  equal(
    await message('{ { "GET", url }, "GET" }'),
    "bad argument #1 to 'request_batch' (item 2 must be a table { method, url, options })",
  );
});

Deno.test("http_client.request_batch() sends 200 requests, 32 at a time", async () => {
  await using server = new CountingServer();
  const value = await runLua(
    `local url, requests = ..., {}
    for i = 1, 200 do requests[i] = { "GET", url .. "/" .. i } end
    local responses, errors = http_client.request_batch(requests)
    local good = 0
    for i = 1, 200 do if responses[i].body == "GET /" .. i .. " " then good = good + 1 end end
    return { good, errors == nil }`,
    [fromLatin1(server.url)],
  );
  deepEqual(value, [200, true]);
  ok(server.most <= 32 && server.connections <= 32, `${server.most} requests, ${server.connections} connections`);
});

Deno.test("http_client sends 200 requests of coroutines at one time, then uses a connection again", async () => {
  await using server = new CountingServer();
  const value = await runLua(
    `local url, done, good = ..., channel.new(200), 0
    for i = 1, 200 do
      coroutine.spawn(function()
        local response, err = http_client.post(url .. "/" .. i, { body = "x" })
        done:send(err == nil and response.body == "POST /" .. i .. " x")
      end)
    end
    for _ = 1, 200 do if done:receive() then good = good + 1 end end
    return good`,
    [fromLatin1(server.url)],
  );
  equal(value, 200);
  const before = server.connections;
  await runLua("local url = ... for i = 1, 50 do http_client.get(url) end", [fromLatin1(server.url)]);
  ok(server.connections <= before, `${server.connections} connections, ${before} before`);
});
