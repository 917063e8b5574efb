import { deepEqual, equal } from "node:assert/strict";
import { runLua } from "../support/lua_runner.ts";

const PAGE = await Deno.readTextFile(new URL("../../docs/modules/http_client.md", import.meta.url));
/** The name that the page gives to the server. */
const SERVER = "https://api.test";

async function answer(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  if (pathname === "/big") return new Response("x".repeat(100_000));
  if (pathname !== "/files") return new Response(`${request.method} ${await request.text()}`);
  const parts = [...await request.formData()].map(([name, value]) =>
    typeof value === "string" ? `${name}: ${value.length} bytes` : `${name}: ${value.name}, ${value.size} bytes`
  );
  return Response.json(parts);
}

/** Bodies of functions, and behind `-->` what they return, as JSON. */
const EXAMPLES = [...PAGE.matchAll(/^```lua\n([^]*?)^--> (.*)\n```$/gm)];

Deno.test("docs/modules/http_client.md says of every example what it gives", () => {
  equal(EXAMPLES.length, PAGE.match(/^```lua$/gm)?.length);
});

for (const [index, [, body, expected]] of EXAMPLES.entries()) {
  Deno.test(`example ${index + 1} of docs/modules/http_client.md gives what it says`, async () => {
    const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, answer);
    const url = `http://127.0.0.1:${server.addr.port}`;
    try {
      const value = await runLua(`local http = http_client ${body!.replaceAll(SERVER, url)}`);
      deepEqual(JSON.parse(JSON.stringify(value).replaceAll(url, SERVER)), JSON.parse(expected!));
    } finally {
      await server.shutdown();
    }
  });
}
