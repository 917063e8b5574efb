import type { Client, WorkflowHandle } from "@temporalio/client";
import { orderExample, type PaymentService, startPaymentService } from "../../src/demo/mod.ts";
import { withForeignClient } from "../support/foreign_client.ts";
import type { Place } from "./_order_worker.ts";

/** What the order workflow gets. */
export interface TestOrder {
  readonly id: string;
  /** In cents. */
  readonly amount: number;
  /** Words after the first tell the payment service how to misbehave. */
  readonly card: string;
  /** Milliseconds of the durable timer. */
  readonly hold_ms?: number;
}

/** What the order workflow gives. */
export interface OrderResult {
  readonly order_id: string;
  readonly status: string;
  readonly payment_id: string;
  readonly amount: number;
}

export type OrderHandle = WorkflowHandle<(order: TestOrder) => Promise<OrderResult>>;

/** The outside world of a worker: the payment service, and a client that submits orders; in the process of the test. */
export interface Orders {
  readonly payments: PaymentService;
  readonly client: Client;
  /** Submits an order. */
  submit(order: TestOrder): Promise<OrderHandle>;
}

/** Runs `body` with a payment service and a client, and takes both down afterwards. */
export async function withOrders(place: Place, body: (orders: Orders) => Promise<void>): Promise<void> {
  await withForeignClient(place, async (client) => {
    const payments = startPaymentService(0);
    const submit = (order: TestOrder) =>
      client.workflow.start<(order: TestOrder) => Promise<OrderResult>>(orderExample.workflow, {
        taskQueue: place.taskQueue,
        workflowId: `order-${order.id}`,
        args: [{ ...order, payment_url: payments.url } as TestOrder],
      });
    try {
      await body({ payments, client, submit });
    } finally {
      await payments.stop();
    }
  });
}
