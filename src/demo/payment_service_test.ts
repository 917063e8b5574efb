import { deepEqual, equal, match } from "node:assert/strict";
import { type PaymentService, startPaymentService } from "./payment_service.ts";

Deno.test("startPaymentService() books an order once, however often it is asked", async () => {
  await using service = scene();
  const answers = await Promise.all([1, 2, 3].map(() => post(service, { order_id: "o1", amount: 42, card: "4242" })));
  deepEqual(answers.map(({ status }) => status), [200, 200, 200]);
  match(answers[0]!.body.payment_id, /^pay_/);
  deepEqual(answers[1]!.body, answers[0]!.body);
  deepEqual(answers[2]!.body, answers[0]!.body);
  await post(service, { order_id: "o2", amount: 7, card: "4242" });
  const ledger = await (await fetch(`${service.url}/ledger`)).json();
  deepEqual(ledger.map(({ order_id, amount }: Record<string, unknown>) => [order_id, amount]), [["o1", 42], ["o2", 7]]);
});

Deno.test("startPaymentService() declines a card and books nothing", async () => {
  await using service = scene();
  const answer = await post(service, { order_id: "o1", amount: 42, card: "declined" });
  deepEqual(answer, { status: 402, body: { error: "card declined" } });
  deepEqual(service.ledger, []);
});

Deno.test("startPaymentService() refuses what makes no sense", async () => {
  await using service = scene();
  const bad: [unknown, string][] = [
    ["not json", "the body is not JSON"],
    [null, "order_id must be text"],
    [{ order_id: 7, amount: 1, card: "4" }, "order_id must be text"],
    [{ order_id: "o1", amount: 0, card: "4" }, "amount must be a number greater than 0"],
    [{ order_id: "o1", amount: "42", card: "4" }, "amount must be a number greater than 0"],
    [{ order_id: "o1", amount: 42 }, "card must be text"],
  ];
  for (const [body, error] of bad) deepEqual(await post(service, body), { status: 400, body: { error } });
  const unknown = await fetch(`${service.url}/refunds`);
  equal(unknown.status, 404);
  await unknown.body?.cancel();
  deepEqual(service.ledger, []);
});

Deno.test("startPaymentService() fails the first requests of an order when the card says so", async () => {
  await using service = scene();
  const order = { order_id: "o1", amount: 42, card: "ok fail=2" };
  const statuses = [];
  for (let i = 0; i < 3; i++) statuses.push((await post(service, order)).status);
  deepEqual(statuses, [503, 503, 200]);
  equal(service.ledger.length, 1);
});

Deno.test("startPaymentService() books before a delayed answer, and stops without waiting for it", async () => {
  await using service = scene();
  const answer = post(service, { order_id: "o1", amount: 42, card: "ok delay=3600000" }).catch(() => undefined);
  while (service.ledger.length === 0) await new Promise((resolve) => setTimeout(resolve));
  await service.stop();
  await answer;
});

function scene(): PaymentService & AsyncDisposable {
  const service = startPaymentService(0);
  return { ...service, [Symbol.asyncDispose]: () => service.stop() };
}

async function post(service: PaymentService, body: unknown) {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const response = await fetch(`${service.url}/charges`, { method: "POST", body: text });
  return { status: response.status, body: await response.json() };
}
