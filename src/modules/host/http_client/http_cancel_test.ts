import { ascii, type ByteString, type Data, fromLatin1, toByteString } from "../../../base/mod.ts";
import { deepEqual } from "node:assert/strict";
import { openssl } from "../../../../tests/support/certificates.ts";
import { luaRunner } from "../../../../tests/support/lua_runner.ts";
import { type RawConnection, RawServer } from "../../../../tests/support/raw_server.ts";
import { pemOf, withAuthority } from "../../../../tests/support/with_authority.ts";
import { until } from "../../../../tests/support/until.ts";

const PART = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\npart";
const MARK = "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n";
const SYN_SENT = "02";

/** Where a script stands when it is canceled. */
interface Phase {
  readonly name: string;
  readonly script: string;
  /** Brings a connection to that point; true once the script is there. */
  serve(connection: RawConnection): Promise<boolean>;
}

const waitsForHeaders = async (connection: RawConnection) => await connection.readHead() !== "";

/** The script asks for `/mark` once it has a stream, so that the server knows. */
async function waitsForStream(connection: RawConnection): Promise<boolean> {
  const head = await connection.readHead();
  if (head.includes(" /mark ")) return await connection.write(MARK);
  await connection.write(PART);
  return false;
}

const OPEN_STREAM = `
  local response = http.get(url, with({ stream = true }))
  assert(response.stream:read() == "part")
  http.get(url .. "/mark", with({}))`;

const PHASES: readonly Phase[] = [
  { name: "the headers come", script: "http.get(url, with({}))", serve: waitsForHeaders },
  { name: "a stream opens", script: "http.get(url, with({ stream = true }))", serve: waitsForHeaders },
  { name: "a batch runs", script: 'http.request_batch({ { "GET", url, with({}) } })', serve: waitsForHeaders },
  {
    name: "the body comes",
    script: "http.get(url, with({}))",
    serve: async (connection) => await connection.readHead() !== "" && await connection.write(PART),
  },
  { name: "a stream is read", script: `${OPEN_STREAM} response.stream:read()`, serve: waitsForStream },
  { name: "a stream lies open", script: `${OPEN_STREAM} time.sleep("1h")`, serve: waitsForStream },
];

/** Cancels the function when `reached` resolves, and expects that it was told so. `tls` is the option of that name. */
async function cancel(script: string, url: string, tls: Map<ByteString, Data>, reached: Promise<unknown>) {
  const controller = new AbortController();
  const runner = luaRunner({
    "test:main": `return function(url, tls)
      local http = http_client
      local function with(options) options.tls = next(tls) and tls return options end
      local _, err = pcall(function() ${script} end)
      return { err:kind(), err:message() }
    end`,
  });
  const result = runner.call("test:main", [fromLatin1(url), tls], { signal: controller.signal });
  await Promise.race([reached, result]);
  controller.abort();
  deepEqual(await result, ["Canceled", "operation canceled"]);
}

async function cancelIn({ script, serve }: Phase, tls: Map<ByteString, Data>, pair?: Deno.TlsCertifiedKeyPem) {
  const reached = Promise.withResolvers<void>();
  const handle = async (connection: RawConnection) => await serve(connection) && reached.resolve();
  await using server = new RawServer(handle, pair);
  await cancel(script, `http${pair ? "s" : ""}://${server.address}`, tls, reached.promise);
  await server.deserted();
}

for (const phase of PHASES) {
  Deno.test(`http_client leaves no connection when it is canceled while ${phase.name}`, async () => {
    await cancelIn(phase, new Map());
  });

  Deno.test({
    name: `http_client leaves no TLS connection when it is canceled while ${phase.name}`,
    ignore: openssl.ignore,
    fn: () =>
      withAuthority(async (authority) => {
        const ca = await Deno.readTextFile(authority.certificate);
        const pair = await pemOf(await authority.sign({ name: "server" }));
        await cancelIn(phase, new Map([[ascii("ca"), toByteString(ca)]]), pair);
        await cancelIn(
          phase,
          new Map([[ascii("ca"), toByteString(ca)], [ascii("server_name"), ascii("localhost")]]),
          pair,
        );
        await cancelIn(phase, new Map([[ascii("insecure_skip_verify"), true]]), pair);
      }),
  });
}

Deno.test("http_client leaves no connection when it is canceled in the TLS handshake", async () => {
  for (const tls of [new Map(), new Map([[ascii("insecure_skip_verify"), true]])]) {
    const reached = Promise.withResolvers<void>();
    await using server = new RawServer(() => Promise.resolve(reached.resolve()));
    await cancel("http.get(url, with({}))", `https://${server.address}`, tls, reached.promise);
    await server.deserted();
  }
});

/** Sockets of this machine that wait for an answer from that port. */
async function connecting(port: number): Promise<number> {
  const remote = new RegExp(`:${port.toString(16).toUpperCase().padStart(4, "0")} ${SYN_SENT} `, "g");
  return [...(await Deno.readTextFile("/proc/net/tcp")).matchAll(remote)].length;
}

Deno.test({
  name: "http_client leaves no connection when it is canceled while it connects",
  ignore: Deno.build.os !== "linux",
  async fn() {
    for (const tls of [new Map(), new Map([[ascii("insecure_skip_verify"), true]])]) {
      // Nobody accepts, and the queue of those to be accepted is full: what comes next waits.
      using listener = Deno.listen({ hostname: "127.0.0.1", port: 0, tcpBacklog: 1 });
      const { port } = listener.addr as Deno.NetAddr;
      using _first = await Deno.connect({ hostname: "127.0.0.1", port });
      using _second = await Deno.connect({ hostname: "127.0.0.1", port });
      const url = `${tls.size > 0 ? "https" : "http"}://127.0.0.1:${port}`;
      await cancel("http.get(url, with({}))", url, tls, until(async () => await connecting(port) === 1));
      await until(async () => await connecting(port) === 0);
    }
  },
});

Deno.test("http_client leaves no connection of a stream that its function has not closed", async () => {
  await using server = new RawServer(async (connection) => {
    await connection.readHead();
    await connection.write(PART);
  });
  const runner = luaRunner({
    "test:main": "return function(url) return http_client.get(url, { stream = true }).stream:read() end",
  });
  const result = await runner.call("test:main", [fromLatin1(`http://${server.address}`)], {
    signal: new AbortController().signal,
  });
  deepEqual(result, "part");
  await server.deserted();
});
