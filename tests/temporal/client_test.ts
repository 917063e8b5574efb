import assert from "node:assert/strict";
import { Runtime } from "@temporalio/worker";
import { AppError, systemClock } from "../../src/base/mod.ts";
import { TemporalClient } from "../../src/temporal/mod.ts";
import { TestLogger, testNamespace, withWorker } from "../support/temporal.ts";
import { until } from "../support/until.ts";

const place = await testNamespace("clients");
const NEVER = new AbortController().signal;

function client(address: string, connectTimeout = 5000): TemporalClient {
  const settings = { address, namespace: place.namespace, connectTimeout };
  return new TemporalClient({ entryId: "app:client", settings, logger: new TestLogger(), clock: systemClock });
}

/** A port where somebody listens who never says a word. */
async function withSilentServer(body: (address: string) => Promise<void>): Promise<void> {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const accepted: Deno.Conn[] = [];
  const accepting = (async () => {
    for await (const connection of listener) accepted.push(connection);
  })();
  try {
    await body(`127.0.0.1:${listener.addr.port}`);
  } finally {
    listener.close();
    await accepting;
    for (const connection of accepted) connection.close();
    await until(isRuntimeIdle);
  }
}

/** An attempt to connect cannot be called off; the SDK's runtime ends after the last one did. */
function isRuntimeIdle(): boolean {
  return Reflect.get(Runtime, "_instance") === undefined;
}

function unavailable(message: RegExp) {
  return (error: unknown) => {
    assert.ok(error instanceof AppError, String(error));
    assert.match(error.message, message);
    assert.equal(error.kind, "Unavailable");
    return true;
  };
}

Deno.test("a client whose server is not there says so at once", async () => {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const address = `127.0.0.1:${listener.addr.port}`;
  listener.close();
  const unreachable = client(address);
  await assert.rejects(
    unreachable.start(NEVER),
    unavailable(new RegExp(`^cannot connect to Temporal at ${address}: `)),
  );
  assert.deepEqual(await unreachable.stop(NEVER), { cut: [] });
});

Deno.test("a client gives up on a silent server after connection_timeout", async () => {
  await withSilentServer(async (address) => {
    await assert.rejects(
      client(address, 50).start(NEVER),
      unavailable(/: no answer within 50 ms \[connection-timeout\]/),
    );
  });
});

Deno.test("a client gives up when its start is canceled", async () => {
  await withSilentServer(async (address) => {
    const controller = new AbortController();
    const starting = client(address).start(controller.signal);
    controller.abort();
    await assert.rejects(starting, unavailable(/: the start was canceled$/));
    await assert.rejects(client(address).start(AbortSignal.abort()), unavailable(/: the start was canceled$/));
  });
});

Deno.test("a client that is not connected refuses calls", async () => {
  const idle = client(place.address);
  await assert.rejects(
    idle.calls.cancel("any", ""),
    unavailable(/^client "app:client" is not connected$/),
  );
  assert.deepEqual(await idle.stop(NEVER), { cut: [] });
});

Deno.test("a client of a namespace that does not exist says so, and is not started again", async () => {
  await assert.rejects(
    withWorker({ ...place, namespace: "no-such-namespace" }, {}, () => Promise.resolve()),
    (error: AppError) => {
      assert.match(error.message, /: the server has no namespace "no-such-namespace" \[unknown-namespace\]; /);
      assert.equal(error.retryable, false);
      return true;
    },
  );
});
