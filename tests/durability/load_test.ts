import { deepEqual, equal } from "node:assert/strict";
import { orderExample } from "../../src/demo/mod.ts";
import { testNamespace } from "../support/temporal.ts";
import { OrderWorker, type Place } from "./_order_worker.ts";
import { withOrders } from "./_with_orders.ts";

const { address, namespace } = await testNamespace("load");

Deno.test("500 orders at once all complete with their own results", async () => {
  const place = { address, namespace, taskQueue: "orders" };
  await using worker = new OrderWorker(place);
  await completeOrders(place, worker, 500);
});

Deno.test("500 orders at once all complete with two workflows in the cache, which is told at start", async () => {
  const place = { address, namespace, taskQueue: "orders-small-cache" };
  await using worker = new OrderWorker(place, [`${orderExample.worker}:worker_options.max_cached_workflows=2`]);
  await worker.sees("max_concurrent_workflow_task_execution_size is 2, not 1000");
  await completeOrders(place, worker, 500);
});

async function completeOrders(place: Place, worker: OrderWorker, size: number): Promise<void> {
  const orders = Array.from({ length: size }, (_, i) => ({
    id: `${place.taskQueue}-${i}`,
    amount: 100 + i,
    card: "4242",
    hold_ms: 500,
  }));
  await withOrders(place, async ({ payments, submit }) => {
    const handles = await Promise.all(orders.map((order) => submit(order)));
    const results = await worker.serves(Promise.all(handles.map((handle) => handle.result())));

    const booked = new Map(payments.ledger.map((charge) => [charge.order_id, charge]));
    equal(payments.ledger.length, size);
    equal(booked.size, size);
    const expected = orders.map(({ id, amount }) => ({
      order_id: id,
      status: "completed",
      payment_id: booked.get(id)?.payment_id,
      amount,
    }));
    deepEqual(results, expected);
    deepEqual(orders.map(({ id }) => booked.get(id)?.amount), orders.map(({ amount }) => amount));
  });
  equal(await worker.stop(), 0, worker.stderr);
}
