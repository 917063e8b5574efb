import { ascii, type ByteString, type Data } from "../../src/base/mod.ts";
import { deepEqual, equal, match, ok } from "node:assert/strict";
import { executeWorkflow } from "../support/execute_workflow.ts";
import { withForeignClient } from "../support/foreign_client.ts";
import { type Running, TestLogger, testNamespace, withWorker } from "../support/temporal.ts";
import { until } from "../support/until.ts";
import { settingsOf } from "./_client.ts";
import { FreezingProxy } from "./_freezing_proxy.ts";
import { brokenTasks, completeOrder, ORDER_CODE } from "./_order.ts";

const { address: upstream, namespace } = await testNamespace("auth-frozen");

/** A worker behind a proxy that is frozen under running orders, and again later. */
async function freezeUnderWorker(keepAlive: Record<string, string>): Promise<void> {
  await using proxy = await FreezingProxy.start(upstream);
  const logger = new TestLogger();
  const settings = settingsOf({ address: proxy.address, namespace, ...keepAlive });
  const replaced = () => logger.records.filter((record) => record.includes("was replaced")).length;
  await withWorker(settings, { ...ORDER_CODE, logger }, async (running) => {
    for (const round of [1, 2]) {
      const connections = proxy.connections;
      const orders = submitOrders(running);
      await orders.submitted;
      proxy.freeze();
      await until(() => replaced() === round, () => logger.records.join("\n"));
      ok(proxy.connections > connections);
      await orders.completed;
      await completeOrder(running);
    }
  });
  match(
    logger.records.join("\n"),
    /^warn: The connection of "test:client" has gone silent \(no answer within \d+ ms\) and was replaced$/m,
  );
}

function submitOrders({ taskQueue }: Running) {
  const { promise: submitted, resolve } = Promise.withResolvers<void>();
  const completed = withForeignClient({ address: upstream, namespace }, async (client) => {
    const handles = await Promise.all(
      Array.from({ length: 8 }, (_, i) =>
        client.workflow.start("app:order", {
          taskQueue,
          workflowId: crypto.randomUUID(),
          args: [{ amount: 21, hold: `${500 + i * 250}ms` }],
        })),
    );
    resolve();
    deepEqual(new Set(await Promise.all(handles.map((handle) => handle.result()))), new Set([42]));
    const broken = (await Promise.all(handles.map(brokenTasks))).flat();
    // A task that the server had put into the frozen connection can only be handed out again.
    deepEqual(broken.filter((task) => !task.startsWith("timed out")), []);
  });
  return { submitted, completed };
}

Deno.test("a worker goes on over a new connection when its own goes silent", async () => {
  await freezeUnderWorker({ keep_alive_time: "1s", keep_alive_timeout: "1s" });
});

Deno.test({ name: "the same with the default times", ignore: !Deno.env.get("LUNATION_TEST_SOAK") }, async () => {
  await freezeUnderWorker({});
});

Deno.test("a result that is waited for arrives over the new connection", async () => {
  await using proxy = await FreezingProxy.start(upstream);
  const settings = settingsOf({
    address: proxy.address,
    namespace,
    keep_alive_time: "500ms",
    keep_alive_timeout: "500ms",
  });
  await withWorker(settings, ORDER_CODE, async ({ client, taskQueue }) => {
    const args = [new Map<ByteString, Data>([[ascii("amount"), 21], [ascii("hold"), ascii("3s")]])];
    const result = executeWorkflow(client, { type: "app:order", taskQueue, args, workflowId: "waited-for" });
    await until(() => client.workflows.getHandle("waited-for").describe().then(() => true, () => false));
    proxy.freeze();
    equal(await result, 42);
  });
});

Deno.test("a health check tells once that the server is gone, and once that it is back", async () => {
  const logger = new TestLogger();
  let proxy = await FreezingProxy.start(upstream);
  const { address } = proxy;
  const settings = settingsOf({ address, namespace, health_check: { enabled: true, interval: "50ms" } });
  const told = (text: string) => logger.records.filter((record) => record.includes(text)).length;
  try {
    await withWorker(settings, { ...ORDER_CODE, logger }, async (running) => {
      await proxy[Symbol.asyncDispose]();
      await until(() => told('Health check of "test:client" fails') > 0);
      proxy = await FreezingProxy.start(upstream, Number(address.split(":")[1]));
      await until(() => told('Health check of "test:client": the server is well again') > 0);
      await completeOrder(running);
    });
  } finally {
    await proxy[Symbol.asyncDispose]();
  }
  deepEqual([told("Health check of"), told("fails: ")], [2, 1], logger.records.join("\n"));
});
