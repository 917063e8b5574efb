import { deepEqual, equal } from "node:assert/strict";
import { FakeClock } from "../../../../tests/support/fake_clock.ts";
import { luaRunner, type LuaRunnerOptions, runLua } from "../../../../tests/support/lua_runner.ts";
import { type RawConnection, RawServer } from "../../../../tests/support/raw_server.ts";
import { type Data, fromLatin1 } from "../../../base/mod.ts";

const OK = "HTTP/1.1 200 OK\r\nConnection: close\r\n";

/** Runs a function against a server; `response` is what a streaming GET gave. */
async function run(
  serve: (connection: RawConnection) => Promise<unknown>,
  body: string,
  options: LuaRunnerOptions = {},
): Promise<Data | undefined> {
  await using server = new RawServer(async (connection) => {
    await connection.readHead();
    await serve(connection);
  });
  const script = `local url = ... local response = http_client.get(url, { stream = true, timeout = 5 }) ${body}`;
  const value = await runLua(script, [fromLatin1(`http://${server.address}`)], options);
  await server.deserted();
  return value;
}

const abcdef = (connection: RawConnection) => connection.write(`${OK}Content-Length: 6\r\n\r\nabcdef`);

Deno.test("http_client with stream gives the headers and a stream in place of the body", async () => {
  const value = await run(
    abcdef,
    `return { response.status_code, response.body_size, response.body == nil,
    response.headers["Content-Length"], type(response.stream), response.stream:read() }`,
  );
  deepEqual(value, [200, -1, true, "6", "userdata", "abcdef"]);
});

Deno.test("stream:read() gives as many bytes as asked for at most, and nil at the end, again and again", async () => {
  const value = await run(
    abcdef,
    `
    local stream, parts = response.stream, {}
    for part in function() return stream:read(4) end do parts[#parts + 1] = part end
    local data, err = stream:read()
    return { table.concat(parts, ","), data == nil, err == nil }`,
  );
  deepEqual(value, ["abcd,ef", true, true]);
});

Deno.test("stream:read() does not wait for more than has come", async () => {
  const asked = Promise.withResolvers<void>();
  const serve = async (connection: RawConnection) => {
    await connection.write(`${OK}Content-Length: 6\r\n\r\nabc`);
    await asked.promise;
    await connection.write("def");
  };
  const logger = { log: () => asked.resolve(), with: () => logger };
  const value = await run(
    serve,
    `
    local first = response.stream:read(6) print(first)
    return { first, response.stream:read(6), response.stream:read(6) == nil }`,
    { logger },
  );
  deepEqual(value, ["abc", "def", true]);
});

Deno.test("stream:read() of an empty body is at the end at once", async () => {
  const serve = (connection: RawConnection) => connection.write(`${OK}Content-Length: 0\r\n\r\n`);
  equal(await run(serve, "return response.stream:read() == nil and response.body_size"), -1);
});

Deno.test("stream:close() ends the response; later reads fail", async () => {
  const serve = async (connection: RawConnection) => {
    await connection.write(`${OK}\r\n`);
    while (await connection.write("x".repeat(65_536)));
  };
  const value = await run(
    serve,
    `
    local stream = response.stream
    local closed, again = stream:close(), stream:close()
    local data, err = stream:read()
    return { closed, again, data == nil, err:kind(), err:message() }`,
  );
  deepEqual(value, [true, true, true, "Invalid", "http_client: the stream is closed"]);
});

Deno.test("stream:read() refuses bad sizes", async () => {
  const message = "a number of bytes from 1 to 16777216 expected";
  const expected = { "0": message, "-1": message, "1.5": message, "16777217": message };
  for (const [size, problem] of Object.entries(expected)) {
    const value = await run(abcdef, `return select(2, pcall(response.stream.read, response.stream, ${size}))`);
    equal(value, `bad argument #1 to 'read' (${problem})`);
  }
  const value = await run(abcdef, 'return select(2, pcall(response.stream.read, response.stream, "x"))');
  equal(value, "bad argument #1 to 'read' (number expected, got string)");
  equal(await run(abcdef, "return select(2, pcall(response.stream.close, {}))"), "calling 'close' on bad self");
});

Deno.test("stream:read() refuses a second reader at the same time", async () => {
  const asked = Promise.withResolvers<void>();
  const serve = async (connection: RawConnection) => {
    await connection.write(`${OK}Content-Length: 3\r\n\r\n`);
    await asked.promise;
    await connection.write("abc");
  };
  const logger = { log: () => asked.resolve(), with: () => logger };
  const value = await run(
    serve,
    `
    local data
    coroutine.spawn(function() local _, err = response.stream:read() print("refused") data = err:message() end)
    return { response.stream:read(), data }`,
    { logger },
  );
  deepEqual(value, ["abc", "http_client: another read of this stream is under way"]);
});

Deno.test("stream:read() fails when the server breaks off", async () => {
  const serve = async (connection: RawConnection) => {
    await connection.write(`${OK}Content-Length: 9\r\n\r\nabc`);
    connection.close();
  };
  const value = await run(
    serve,
    `
    local stream = response.stream
    local first = stream:read()
    local data, err = stream:read()
    local _, later = stream:read()
    return { first, data == nil, err:kind(), err:retryable(), later:message() }`,
  );
  deepEqual(value, ["abc", true, "Internal", true, "http_client: the stream is closed"]);
});

Deno.test("a stream has no limit of its own, and keeps to the one that it is given", async () => {
  const serve = async (connection: RawConnection) => {
    await connection.write(`${OK}\r\n`);
    for (let count = 0; count < 12; count++) await connection.write("x".repeat(1024 * 1024));
    connection.close();
  };
  const drain = "local n = 0 for part in function() return stream:read() end do n = n + #part end";
  equal(await run(serve, `local stream = response.stream ${drain} return n`), 12 * 1024 * 1024);
  const value = await run(
    serve,
    `
    response.stream:close()
    local stream = http_client.get(url, { stream = true, max_response_body = 100000 }).stream
    local data, err repeat data, err = stream:read() until not data
    return { err:kind(), err:retryable(), (err:message():gsub("^.*: ", "")) }`,
  );
  deepEqual(value, ["Internal", false, 'the response body exceeds 100000 bytes ("max_response_body")']);
});

Deno.test("the timeout of a stream is for each read", async () => {
  const clock = new FakeClock();
  const reading = Promise.withResolvers<void>();
  await using server = new RawServer(async (connection) => {
    await connection.readHead();
    await connection.write(`${OK}Content-Length: 9\r\n\r\nabc`);
  });
  const logger = { log: () => reading.resolve(), with: () => logger };
  const runner = luaRunner({
    "test:main": `return function(url)
      local stream = http_client.get(url, { stream = true, timeout = 5 }).stream
      local first = stream:read()
      print("reading on")
      local _, err = stream:read()
      return { first, err:retryable(), (err:message():gsub("^.*: ", "")) }
    end`,
  }, { clock, logger });
  const result = runner.call("test:main", [fromLatin1(`http://${server.address}`)], {
    signal: new AbortController().signal,
  });
  await reading.promise;
  await clock.advance(4_000);
  equal(clock.pending, 1);
  await clock.advance(1_000);
  deepEqual(await result, ["abc", true, "timed out after 5s"]);
  await server.deserted();
});
