import { fileURLToPath } from "node:url";

/** The embedded order example: where it is, and which of its entries the demo uses. */
export const orderExample = {
  folder: fileURLToPath(new URL("../../examples/orders", import.meta.url)),
  workflow: "app:order_workflow",
  worker: "app:worker",
  client: "app:temporal_client",
} as const;

/** Input of the order workflow. */
export interface Order {
  readonly id: string;
  /** In cents. */
  readonly amount: number;
  readonly card: string;
  readonly payment_url: string;
}

/** An order that goes well. */
export function sampleOrder(id: string, paymentUrl: string): Order {
  return { id, amount: 4200, card: "4242 4242 4242 4242", payment_url: paymentUrl };
}
