import { fromLatin1 } from "../../src/base/mod.ts";
import { deepEqual, ok } from "node:assert/strict";
import { isSoak } from "../support/random_settings.ts";
import { runLua } from "../support/lua_runner.ts";

const MEGABYTE = 1024 * 1024;
const SIZE = (isSoak() ? 100 : 10) * MEGABYTE;
/** What a transfer may hold at one time, on the server's side and ours together. */
const MOST_IN_FLIGHT = 8 * MEGABYTE;

/** A download that counts how much of it has been asked for, and an upload that is counted as it is read. */
class Volume {
  given = 0;
  taken = 0;
  mostInFlight = 0;

  /** Gives `SIZE` bytes as somebody takes them. */
  download(): Response {
    const piece = new Uint8Array(64 * 1024);
    return new Response(
      new ReadableStream({
        pull: (controller) => {
          if (this.given === SIZE) return controller.close();
          this.given += piece.length;
          this.mostInFlight = Math.max(this.mostInFlight, this.given - this.taken);
          controller.enqueue(piece.slice());
        },
      }),
    );
  }

  async upload(request: Request): Promise<Response> {
    for await (const bytes of request.body!) this.taken += bytes.length;
    return new Response(String(this.taken));
  }
}

Deno.test("http_client pumps a large download into an upload, holding little of it", async () => {
  const volume = new Volume();
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, (request) => {
    return request.method === "GET" ? volume.download() : volume.upload(request);
  });
  const value = await runLua(
    `local url = ...
    local source = http_client.get(url, { stream = true, timeout = "5m" }).stream
    local options = { timeout = "5m", files = { { name = "data", reader = source } } }
    local response, err = http_client.post(url, options)
    return { err == nil, tonumber(response.body) > ${SIZE} }`,
    [fromLatin1(`http://127.0.0.1:${server.addr.port}`)],
  );
  await server.shutdown();
  deepEqual(value, [true, true]);
  ok(volume.mostInFlight < MOST_IN_FLIGHT, `${volume.mostInFlight} bytes in flight`);
});

Deno.test("http_client reads a large stream no faster than the script does", async () => {
  const volume = new Volume();
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, () => volume.download());
  const logger = {
    log: (_: string, message: string) => {
      volume.taken = Number(message);
    },
    with: () => logger,
  };
  const value = await runLua(
    `local stream, size = http_client.get(..., { stream = true, timeout = "5m" }).stream, 0
    for part in function() return stream:read() end do
      size = size + #part
      print(size)
    end
    return size`,
    [fromLatin1(`http://127.0.0.1:${server.addr.port}`)],
    { logger },
  );
  await server.shutdown();
  deepEqual(value, SIZE);
  ok(volume.mostInFlight < MOST_IN_FLIGHT, `${volume.mostInFlight} bytes in flight`);
});
