import { deepEqual, equal, match } from "node:assert/strict";
import { until } from "../support/until.ts";
import { DevServer } from "./_dev_server.ts";
import { OrderWorker } from "./_order_worker.ts";
import { withOrders } from "./_with_orders.ts";

/** Milliseconds without a server. */
const OUTAGE = 30_000;

Deno.test("a worker outlives its server's outage of 30 s: orders in activity and timer and a new one complete", async () => {
  await using server = await DevServer.start();
  const place = { address: server.address, namespace: server.namespace, taskQueue: "orders" };
  await using worker = new OrderWorker(place);
  await withOrders(place, async ({ payments, submit }) => {
    const inTimer = await submit({ id: "in-timer", amount: 100, card: "4242", hold_ms: 5000 });
    await worker.serves(until(async () => {
      const { events } = await inTimer.fetchHistory();
      return events?.some((event) => event.timerStartedEventAttributes);
    }));
    const inActivity = await submit({ id: "in-activity", amount: 200, card: "ok delay=3000", hold_ms: 10 });
    await worker.serves(until(() => payments.ledger.length === 2));

    await server.stop();
    await worker.serves(new Promise((resolve) => setTimeout(resolve, OUTAGE)));
    await server.start();

    const afterwards = await submit({ id: "afterwards", amount: 300, card: "4242", hold_ms: 10 });
    const results = await worker.serves(Promise.all([inTimer, inActivity, afterwards].map((order) => order.result())));
    const orders = [["in-timer", 100], ["in-activity", 200], ["afterwards", 300]];
    deepEqual(
      results.map(({ order_id, status, amount }) => [order_id, amount, status]),
      orders.map((order) => [...order, "completed"]),
    );
    deepEqual(payments.ledger.map(({ order_id, amount }) => [order_id, amount]), orders);
    match(worker.stderr, /WARN +Calls to Temporal fail and are tried again: /);
    equal(await worker.stop(), 0, worker.stderr);
  });
});
