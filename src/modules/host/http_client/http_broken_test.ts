import { deepEqual, doesNotMatch, equal, match } from "node:assert/strict";
import { luaRunner, runLua } from "../../../../tests/support/lua_runner.ts";
import { FakeClock } from "../../../../tests/support/fake_clock.ts";
import { type RawConnection, RawServer } from "../../../../tests/support/raw_server.ts";
import { type ByteString, type Data, fromByteString, fromLatin1 } from "../../../base/mod.ts";

const MEGABYTE = "x".repeat(1024 * 1024);

/** Kind, retryability and message of what a GET fails with when this is the answer and the connection then ends. */
async function failure(answer: string, options = "{}"): Promise<Data[]> {
  await using server = new RawServer(async (connection) => {
    await connection.readHead();
    await connection.write(answer);
    connection.close();
  });
  const value = await runLua(
    `local response, err = http_client.get(..., ${options})
    return err and { err:kind(), err:retryable(), err:message() } or response.body`,
    [fromLatin1(`http://${server.address}/path?token=secret`)],
  );
  const [kind, retryable, message] = value as [string, boolean, string];
  return [fromLatin1(kind), retryable, fromLatin1(message.replace(server.address, "HOST"))];
}

const BROKEN: Readonly<Record<string, readonly [answer: string, reason: string]>> = {
  "nothing": ["", "connection closed before message completed"],
  "another protocol": ["SSH-2.0-OpenSSH_9.2\r\n\r\n", "invalid HTTP version parsed"],
  "a bad status": ["HTTP/1.1 abc OK\r\n\r\n", "invalid HTTP status-code parsed"],
  "half a header": ["HTTP/1.1 200 OK\r\nContent-", "connection closed before message completed"],
  "a bad header": ["HTTP/1.1 200 OK\r\nno colon\r\n\r\n", "invalid HTTP header parsed"],
  "a bad length": ["HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n", "invalid content-length parsed"],
  "two lengths": [
    "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 2\r\n\r\nabc",
    "invalid content-length parsed",
  ],
  "a header without end": [`HTTP/1.1 200 OK\r\nX-Long: ${MEGABYTE}\r\n\r\n`, "message head is too large"],
  "headers without number": [`HTTP/1.1 200 OK\r\n${"X-Many: 1\r\n".repeat(10_000)}\r\n`, "message head is too large"],
  "less than its length": ["HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nabc", "error reading a body from connection"],
  "half a chunk": [
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
    "error reading a body from connection",
  ],
  "a bad chunk": [
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nab",
    "error reading a body from connection",
  ],
  "half a gzip": [
    "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\n\x1f\x0b\x08",
    "unexpected end of file",
  ],
};

for (const [name, [answer, reason]] of Object.entries(BROKEN)) {
  Deno.test(`http_client can try again when a server sends ${name}`, async () => {
    deepEqual(await failure(answer), ["Internal", true, `GET http://HOST/path: ${reason}`]);
  });
}

Deno.test("http_client shows no secret of an address that a redirect names", async () => {
  for (const location of ["http://[bad?token=secret", "ftp://me:secret@host/?token=secret", "http://a:secret@[/"]) {
    const [kind, , message] = await failure(`HTTP/1.1 302 Found\r\nLocation: ${location}\r\nContent-Length: 0\r\n\r\n`);
    equal(kind, "Internal");
    doesNotMatch(fromByteString(message as ByteString), /secret/);
  }
});

Deno.test("http_client takes no more of a body than its length says", async () => {
  await using server = new RawServer(async (connection) => {
    await connection.readHead();
    await connection.write("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nabcdef");
  });
  equal(await runLua("return http_client.get(...).body", [fromLatin1(`http://${server.address}`)]), "ab");
});

/** Sends a body without end, as long as somebody takes it. */
async function flood(connection: RawConnection): Promise<void> {
  await connection.readHead();
  await connection.write("HTTP/1.1 200 OK\r\n\r\n");
  while (await connection.write(MEGABYTE));
}

Deno.test("http_client cuts a body without end at the default limit", async () => {
  await using server = new RawServer(flood);
  const value = await runLua(
    "local _, err = http_client.get(...) return { err:kind(), err:retryable(), err:message() }",
    [fromLatin1(`http://${server.address}`)],
  );
  deepEqual(value, [
    ...["Internal", false],
    `GET http://${server.address}/: the response body exceeds 10485760 bytes ("max_response_body")`,
  ]);
  await server.deserted();
});

Deno.test("http_client can try again when a server breaks off the TLS handshake, or is not there", async () => {
  for (const options of ["{}", "{ tls = { insecure_skip_verify = true } }"]) {
    const script = `local _, err = http_client.get(..., ${options}) return { err:kind(), err:retryable() }`;
    const server = new RawServer((connection) => Promise.resolve(connection.close()));
    const url = `https://${server.address}`;
    deepEqual(await runLua(script, [fromLatin1(url)]), ["Internal", true]);
    await server[Symbol.asyncDispose]();
    deepEqual(await runLua(script, [fromLatin1(url)]), ["Internal", true]);
  }
});

/** Where a server falls silent. */
const SILENT = {
  "in the headers": "HTTP/1.1 200 OK\r\nX-",
  "in the body": "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab",
};

for (const [place, beginning] of Object.entries(SILENT)) {
  Deno.test(`http_client gives up a server that falls silent ${place}`, async () => {
    const reached = Promise.withResolvers<void>();
    await using server = new RawServer(async (connection) => {
      await connection.readHead();
      await connection.write(beginning);
      reached.resolve();
    });
    const clock = new FakeClock();
    const runner = luaRunner({
      "test:main": "return function(url) local _, e = http_client.get(url) return { e:retryable(), e:message() } end",
    }, { clock });
    const url = `http://${server.address}/`;
    const result = runner.call("test:main", [fromLatin1(url)], { signal: new AbortController().signal });
    await reached.promise;
    await clock.advance(60_000);
    deepEqual(await result, [true, `GET ${url}: timed out after 1m0s`]);
    equal(clock.pending, 0);
    await server.deserted();
  });
}

Deno.test("http_client refuses ports that are never HTTP", async () => {
  const value = await runLua('local _, e = http_client.get("http://127.0.0.1:25/") return { e:kind(), e:message() }');
  match(String(value), /^(Invalid,GET .*: this port is never HTTP|Internal,.*refused.*)$/);
});
