import { deepEqual, equal, ok } from "node:assert/strict";
import { DevServer } from "./_dev_server.ts";
import { OrderWorker } from "./_order_worker.ts";
import { until } from "./_until.ts";
import { withOrders } from "./_with_orders.ts";

/** Milliseconds without a server. */
const OUTAGE = 30_000;

Deno.test("a worker outlives its server's outage of 30 s: the order in its timer and a new one complete", async () => {
  await using server = await DevServer.start();
  const place = { address: server.address, namespace: server.namespace, taskQueue: "orders" };
  await using worker = new OrderWorker(place);
  await withOrders(place, async ({ payments, submit }) => {
    const order = await submit({ id: "before", amount: 4200, card: "4242", hold_ms: 5000 });
    const events = async () => (await order.fetchHistory()).events ?? [];
    await until(
      "the timer runs",
      async () => (await events()).some((event) => event.timerStartedEventAttributes),
      { details: () => worker.log },
    );

    await server.stop();
    await new Promise((resolve) => setTimeout(resolve, OUTAGE));
    ok(!worker.hasEnded, worker.log);
    await server.start();

    const ended = worker.status.then(() => Promise.reject(new Error(`the worker ended:\n${worker.log}`)));
    ended.catch(() => {});
    const result = await Promise.race([order.result(), ended]);
    equal(result.status, "completed");
    const later = await submit({ id: "after", amount: 700, card: "4242", hold_ms: 10 });
    equal((await Promise.race([later.result(), ended])).status, "completed");

    deepEqual(payments.ledger.map(({ order_id, amount }) => [order_id, amount]), [["before", 4200], ["after", 700]]);
    ok(!worker.hasEnded, worker.log);
    const { code } = await worker.stop();
    equal(code, 0, worker.log);
  });
});
