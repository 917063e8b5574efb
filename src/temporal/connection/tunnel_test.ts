import { equal, match, rejects } from "node:assert/strict";
import { Tunnel } from "./tunnel.ts";

/** An echo server, and a tunnel to it. */
async function withTunnel(body: (tunnel: Tunnel, port: number) => Promise<void>): Promise<void> {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const serving = (async () => {
    for await (const connection of listener) {
      connection.readable.pipeTo(connection.writable).catch(() => {});
    }
  })();
  const tunnel = await Tunnel.open({ target: { host: "127.0.0.1", port: listener.addr.port } });
  try {
    await body(tunnel, Number(tunnel.proxy.targetHost.split(":")[1]));
  } finally {
    await tunnel.close();
    listener.close();
    await serving;
  }
}

async function read(connection: Deno.Conn): Promise<string> {
  const buffer = new Uint8Array(1024);
  const size = await connection.read(buffer).catch(() => null);
  return size === null ? "" : new TextDecoder().decode(buffer.subarray(0, size));
}

async function request(port: number, password: string): Promise<Deno.Conn> {
  const connection = await Deno.connect({ port, hostname: "127.0.0.1" });
  const credentials = btoa(`lunation:${password}`);
  const text = `CONNECT any:1 HTTP/1.1\r\nProxy-Authorization: Basic ${credentials}\r\n\r\n`;
  await connection.write(new TextEncoder().encode(text));
  return connection;
}

Deno.test("Tunnel leads to its server and nowhere else, and can be cut", async () => {
  await withTunnel(async (tunnel, port) => {
    using connection = await request(port, tunnel.proxy.basicAuth!.password);
    match(await read(connection), /^HTTP\/1\.1 200 OK\r\n\r\n$/);
    await connection.write(new TextEncoder().encode("hello"));
    equal(await read(connection), "hello");
    tunnel.cut();
    equal(await read(connection), "");
    using again = await request(port, tunnel.proxy.basicAuth!.password);
    match(await read(again), /200 OK/);
  });
});

Deno.test("Tunnel lets nobody in without its password", async () => {
  await withTunnel(async (_, port) => {
    using connection = await request(port, "guessed");
    match(await read(connection), /^HTTP\/1\.1 407 /);
    equal(await read(connection), "");
    using endless = await Deno.connect({ port, hostname: "127.0.0.1" });
    await endless.write(new TextEncoder().encode("x".repeat(10_000)));
    match(await read(endless), /^HTTP\/1\.1 407 /);
  });
});

Deno.test({
  name: "Tunnel names the permission that Deno denies",
  permissions: { net: ["127.0.0.1:7233"] },
  fn: () => rejects(Tunnel.open({ target: { host: "127.0.0.1", port: 7233 } }), { code: "missing-permission" }),
});
