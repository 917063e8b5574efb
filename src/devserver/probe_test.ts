import { deepEqual, equal } from "node:assert/strict";
import { freePort } from "./free_port.ts";
import { probe } from "./probe.ts";

Deno.test("probe() sees that nobody listens", async () => {
  equal(await probe(`127.0.0.1:${freePort(0)}`), "nothing");
});

Deno.test("probe() tells a web server from Temporal", async () => {
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, () => new Response("hello"));
  equal(await probe(`127.0.0.1:${server.addr.port}`), "foreign");
  await server.shutdown();
});

Deno.test("probe() tells something that speaks no HTTP from Temporal", async () => {
  const listener = Deno.listen({ port: 0, hostname: "127.0.0.1" });
  const greeting = listener.accept().then(async (connection) => {
    await connection.write(new TextEncoder().encode("220 mail.example ESMTP\r\n"));
    connection.close();
  });
  equal(await probe(`127.0.0.1:${(listener.addr as Deno.NetAddr).port}`), "foreign");
  await greeting;
  listener.close();
});

Deno.test("probe() tells another gRPC service from Temporal, and a missing namespace from a present one", async () => {
  const calls: string[] = [];
  let info = { "grpc-status": "12" } as Record<string, string>;
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, async ({ url, body }) => {
    for await (const _ of body!);
    const method = new URL(url).pathname.split("/").at(-1)!;
    calls.push(method);
    const isInfo = method === "GetSystemInfo";
    const headers = { "content-type": "application/grpc", ...isInfo ? info : { "grpc-status": "5" } };
    return new Response(isInfo ? new Uint8Array(5) : null, { headers });
  });
  const address = `127.0.0.1:${server.addr.port}`;
  equal(await probe(address, ["shop"]), "foreign");
  info = {};
  equal(await probe(address), "temporal");
  equal(await probe(address, ["shop"]), "no-namespace");
  deepEqual(calls, ["GetSystemInfo", "GetSystemInfo", "GetSystemInfo", "DescribeNamespace"]);
  await server.shutdown();
});
