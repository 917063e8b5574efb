import assert from "node:assert/strict";
import { Runtime } from "@temporalio/worker";
import { AppError, systemClock } from "../../src/base/mod.ts";
import { executeWorkflow, TemporalClient } from "../../src/temporal/mod.ts";
import { TestLogger, testNamespace, withWorker } from "../support/temporal.ts";
import { until } from "../support/until.ts";

const place = await testNamespace("clients");
const NEVER = new AbortController().signal;

function client(address: string, connectTimeout = 5000): TemporalClient {
  const settings = { address, namespace: place.namespace, taskQueuePrefix: "", connectTimeout };
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
    executeWorkflow(idle, { type: "x", taskQueue: "x", args: [] }),
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

Deno.test("executeWorkflow() tells how a workflow ended that did not return", async () => {
  await withWorker(place, {
    workflows: { "app:sleeps": `return function() require("time").sleep("1h") end` },
  }, async ({ client, taskQueue, foreign }) => {
    const run = (workflowId: string) => {
      const result = executeWorkflow(client, { type: "app:sleeps", taskQueue, workflowId, args: [] });
      return { result: result.then(() => assert.fail("returned"), (error: AppError) => error), workflowId };
    };
    const isRunning = async (workflowId: string) => {
      const description = await foreign.workflow.getHandle(workflowId).describe().catch(() => undefined);
      return description?.status.name === "RUNNING";
    };
    const terminated = run("terminated");
    await until(() => isRunning("terminated"));

    const again = await run("terminated").result;
    assert.equal(again.kind, "AlreadyExists");
    assert.equal(again.message, 'workflow "terminated" already runs');

    await foreign.workflow.getHandle("terminated").terminate();
    const error = await terminated.result;
    assert.deepEqual([error.kind, error.message], ["Canceled", "workflow terminated"]);
  });
});

Deno.test("executeWorkflow() stops waiting when its signal aborts, and the workflow goes on", async () => {
  await withWorker(place, {
    workflows: { "app:waits": `return function() require("time").sleep("1h") end` },
  }, async ({ client, taskQueue, foreign }) => {
    const controller = new AbortController();
    const options = { type: "app:waits", taskQueue, workflowId: "waits", args: [], signal: controller.signal };
    const result = executeWorkflow(client, options);
    const handle = foreign.workflow.getHandle("waits");
    await until(() => handle.describe().catch(() => undefined));
    controller.abort();
    await assert.rejects(result, (error: AppError) => error.kind === "Canceled");
    assert.equal((await handle.describe()).status.name, "RUNNING");
    await handle.terminate();
  });
});
