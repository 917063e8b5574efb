import { deepEqual, equal, ok } from "node:assert/strict";
import { testNamespace } from "../support/temporal.ts";
import { until } from "../support/until.ts";
import { OrderWorker, type Place } from "./_order_worker.ts";
import { type OrderHandle, withOrders } from "./_with_orders.ts";

const place: Place = { ...await testNamespace("crash"), taskQueue: "orders" };

Deno.test("an order survives kill -9 of its worker during the activity and during the timer, and is charged once", async () => {
  await withOrders(place, async ({ payments, submit }) => {
    // The service books at once, and keeps its answer back for so long that the worker dies before it gets it.
    const order = await submit({ id: "o1", amount: 4200, card: "ok delay=3000", hold_ms: 6000 });
    const first = await workUntil(() => payments.ledger.length === 1);
    equal(await count(order, "activityTaskCompletedEventAttributes"), 0);

    const second = await workUntil(async () => await count(order, "timerStartedEventAttributes") === 1);
    equal(await count(order, "timerFiredEventAttributes"), 0);

    await using third = new OrderWorker(place);
    const result = await third.serves(order.result());
    const { payment_id } = payments.ledger[0]!;
    deepEqual(result, { order_id: "o1", status: "completed", payment_id, amount: 4200 });
    deepEqual(payments.ledger.map(({ order_id, amount }) => [order_id, amount]), [["o1", 4200]]);

    const events = (await order.fetchHistory()).events ?? [];
    const attempts = events.flatMap(({ activityTaskStartedEventAttributes: event }) => event ? [event] : []);
    // Temporal records the attempt that succeeded: not the first one, and by the process that came after.
    equal(attempts.length, 1);
    ok(attempts[0]!.attempt! > 1);
    equal(pidOf(attempts[0]!.identity), second);
    equal(await count(order, "timerStartedEventAttributes"), 1);
    equal(await count(order, "workflowTaskFailedEventAttributes"), 0);
    const tasks = events.flatMap(({ workflowTaskCompletedEventAttributes: event }) => event ? [event] : []);
    deepEqual(tasks.map(({ identity }) => pidOf(identity)), [first, second, third.pid]);
  });
});

/** Runs a worker until something is the case, kills it at that moment, and gives its process id. */
async function workUntil(isSo: () => boolean | Promise<boolean>): Promise<number> {
  await using worker = new OrderWorker(place);
  await worker.serves(until(isSo, () => worker.stderr));
  worker.kill("SIGKILL");
  await worker.exitCode();
  return worker.pid;
}

/** How many events of a type the order's history has. */
async function count(order: OrderHandle, attributes: `${string}EventAttributes`): Promise<number> {
  const { events } = await order.fetchHistory();
  return events?.filter((event) => (event as unknown as Record<string, unknown>)[attributes]).length ?? 0;
}

/** The SDK's identity of a worker is `pid@host`. */
function pidOf(identity: string | null | undefined): number {
  return Number(identity?.split("@")[0]);
}
