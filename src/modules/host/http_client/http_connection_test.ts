import { deepEqual, equal, match } from "node:assert/strict";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import type { TLSSocket } from "node:tls";
import { type Authority, openssl } from "../../../../tests/support/certificates.ts";
import { runLua } from "../../../../tests/support/lua_runner.ts";
import { RawServer } from "../../../../tests/support/raw_server.ts";
import { pemOf, withAuthority } from "../../../../tests/support/with_authority.ts";
import { ascii, type ByteString, type Data, fromByteString, fromLatin1, toByteString } from "../../../base/mod.ts";

/** Sends a GET with the options; gives its body, or kind, retryability and message of the error. */
function get(url: string, options: Map<ByteString, Data>): Promise<Data | undefined> {
  return runLua(
    `local url, options = ... local response, err = http_client.get(url, options)
    if err then return { err:kind(), err:retryable(), err:message() } end return response.body`,
    [fromLatin1(url), options],
  );
}

function tls(options: Record<string, string | boolean>): Map<ByteString, Data> {
  return new Map([[
    ascii("tls"),
    new Map<ByteString, Data>(
      Object.entries(options).map(([key, value]) => {
        return [toByteString(key), typeof value === "string" ? toByteString(value) : value];
      }),
    ),
  ]]);
}

/** Runs an HTTPS server that says who its client is: "nobody" without a certificate. It asks for one of this authority. */
async function withServer(authority: Authority, names: string | undefined, use: (url: string) => Promise<void>) {
  const ca = await Deno.readTextFile(authority.certificate);
  const pair = await pemOf(await authority.sign({ name: "server", names }));
  const server = createServer({ ...pair, ca, requestCert: true, rejectUnauthorized: false }, (request, response) => {
    const certificate = (request.socket as TLSSocket).getPeerCertificate();
    response.setHeader("connection", "close").end(certificate?.subject?.CN ?? "nobody");
  });
  const listening = Promise.withResolvers<void>();
  server.listen(0, "127.0.0.1", listening.resolve);
  await listening.promise;
  try {
    await use(`https://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  } finally {
    const closed = Promise.withResolvers<unknown>();
    server.close(closed.resolve);
    await closed.promise;
  }
}

/** A test with an authority and its certificate. */
function tlsTest(name: string, fn: (authority: Authority, ca: string) => Promise<void>): void {
  Deno.test({
    name,
    ignore: openssl.ignore,
    fn: () => withAuthority(async (authority) => await fn(authority, await Deno.readTextFile(authority.certificate))),
  });
}

tlsTest("http_client trusts the authorities of tls.ca, and no others", async (authority, ca) => {
  await withServer(authority, undefined, async (url) => {
    equal(await get(url, tls({ ca })), "nobody");
    const [kind, retryable, message] = await get(url, new Map()) as ByteString[];
    deepEqual([kind, retryable], ["Internal", true]);
    match(fromByteString(message!), /^GET https:\/\/127\.0\.0\.1:\d+\/: invalid peer certificate: UnknownIssuer$/);
  });
});

tlsTest("http_client shows tls.cert to servers that ask for it", async (authority, ca) => {
  const { cert, key } = await pemOf(await authority.sign({ name: "client" }));
  await withServer(authority, undefined, async (url) => {
    equal(await get(url, tls({ ca, cert, key })), "client");
    equal(await get(url, tls({ insecure_skip_verify: true, cert, key })), "client");
  });
});

tlsTest("http_client expects tls.server_name in the certificate, else the host of the URL", async (authority, ca) => {
  await withServer(authority, "DNS:inner.test", async (url) => {
    equal(await get(url, tls({ ca, server_name: "inner.test" })), "nobody");
    for (const options of [tls({ ca }), tls({ ca, server_name: "outer.test" })]) {
      const [kind, retryable, message] = await get(url, options) as ByteString[];
      deepEqual([kind, retryable], ["Internal", true]);
      match(fromByteString(message!), /not valid for name|does not match certificate/);
    }
  });
});

tlsTest("http_client looks at no certificate with tls.insecure_skip_verify", async (authority) => {
  await withServer(authority, "DNS:inner.test", async (url) => {
    equal(await get(url, tls({ insecure_skip_verify: true })), "nobody");
    const [kind] = await get(url, tls({ insecure_skip_verify: false })) as ByteString[];
    equal(kind, "Internal");
  });
});

tlsTest("http_client names a certificate that has expired", async (authority, ca) => {
  const pair = await pemOf(await authority.sign({ name: "old", days: -1 }));
  await using server = new RawServer(() => Promise.resolve(), pair);
  const [kind, , message] = await get(`https://${server.address}/`, tls({ ca })) as ByteString[];
  deepEqual([kind, message], ["Internal", `GET https://${server.address}/: invalid peer certificate: Expired`]);
});

Deno.test({
  name: "http_client reaches servers at unix sockets",
  ignore: Deno.build.os === "windows",
  async fn() {
    const folder = await Deno.makeTempDir();
    const path = `${folder}/service.sock`;
    const server = Deno.serve(
      { path, onListen() {} },
      ({ url, headers }) => new Response(`${url} ${headers.get("host")}`),
    );
    try {
      const socket: [ByteString, Data] = [ascii("unix_socket"), fromLatin1(path)];
      equal(await get("http://service/path?q=1", new Map([socket])), "http://service/path?q=1 service");
      const named: [ByteString, Data] = [ascii("headers"), new Map([[ascii("Host"), ascii("other")]])];
      match(fromByteString(await get("http://service/", new Map([socket, named])) as ByteString), / other$/);
      deepEqual(await get("http://service/", new Map([[ascii("unix_socket"), fromLatin1(`${folder}/none.sock`)]])), [
        ...["Internal", true],
        "GET http://service/: No such file or directory (os error 2)",
      ]);
    } finally {
      await server.shutdown();
      await Deno.remove(folder, { recursive: true });
    }
  },
});

Deno.test("http_client sends the Host that its headers name", async () => {
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, ({ headers }) => {
    return new Response(headers.get("host"));
  });
  const options = new Map<ByteString, Data>([[ascii("headers"), new Map([[ascii("host"), ascii("virtual.test")]])]]);
  equal(await get(`http://127.0.0.1:${server.addr.port}/`, options), "virtual.test");
  await server.shutdown();
});

Deno.test({
  name: "http_client says which permission is missing",
  permissions: { read: "inherit", env: "inherit", net: ["127.0.0.1:4431"] },
  async fn() {
    const url = "https://me:secret@127.0.0.1:4430/x?token=secret";
    for (const options of [new Map(), tls({ insecure_skip_verify: true })]) {
      deepEqual(await get(url, options), [
        ...["PermissionDenied", false],
        'GET https://127.0.0.1:4430/x: no permission for "127.0.0.1:4430": start the program with --allow-net=127.0.0.1:4430',
      ]);
    }
  },
});
