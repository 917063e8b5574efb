import { sleep } from "../base/mod.ts";
import { network } from "../platform/mod.ts";

/** One booked payment. */
export interface Charge {
  readonly payment_id: string;
  readonly order_id: string;
  readonly amount: number;
}

/** A payment service that runs. */
export interface PaymentService {
  /** `http://127.0.0.1:PORT`. */
  readonly url: string;
  /** Every payment that was booked, in order. */
  readonly ledger: readonly Charge[];
  /** Ends at once; waiting answers are dropped. */
  stop(): Promise<void>;
}

interface ChargeRequest {
  readonly order_id: string;
  readonly amount: number;
  readonly card: string;
}

/**
 * Starts the payment service that the order example charges. It takes each order once, however often it is asked: a
 * repeated order id gets the first answer again.
 *
 * - `POST /charges` with `{order_id, amount, card}` answers 200 with a {@linkcode Charge}; 402 when the card begins with
 *   `declined`; 400 when the request makes no sense.
 * - `GET /ledger` answers the list of charges.
 *
 * As with the test cards of real services, the card says how to misbehave, in words after the first: `fail=N` answers 503
 * to the first N requests of the order, `delay=MS` books and then waits that many milliseconds before it answers.
 *
 * @param port 0 for any free one
 */
export function startPaymentService(port: number): PaymentService {
  const ledger: Charge[] = [];
  const requests = new Map<string, number>();
  const abort = new AbortController();
  const server = network.serve({ hostname: "127.0.0.1", port, signal: abort.signal }, (request) => {
    const { pathname } = new URL(request.url);
    if (request.method === "GET" && pathname === "/ledger") return Response.json(ledger);
    if (request.method === "POST" && pathname === "/charges") return charge(request);
    return refuse(404, "there are only POST /charges and GET /ledger");
  });

  async function charge(request: Request): Promise<Response> {
    const order = read(await request.text());
    if (typeof order === "string") return refuse(400, order);
    const { order_id, amount, card } = order;
    const count = (requests.get(order_id) ?? 0) + 1;
    requests.set(order_id, count);
    const { fail, delay } = instructions(card);
    if (count <= fail) return refuse(503, "try again later");
    if (card.startsWith("declined")) return refuse(402, "card declined");
    let payment = ledger.find((other) => other.order_id === order_id);
    if (!payment) {
      payment = { payment_id: `pay_${crypto.randomUUID()}`, order_id, amount };
      ledger.push(payment);
    }
    // Once the service is stopping, nobody waits for the answer.
    if (delay > 0) await sleep(delay, abort.signal).catch(() => {});
    return Response.json(payment);
  }

  const url = `http://127.0.0.1:${server.port}`;
  const stop = () => {
    abort.abort();
    return server.finished;
  };
  return { url, ledger, stop };
}

/** The request's body, or what is wrong with it. */
function read(text: string): ChargeRequest | string {
  let body: Partial<Record<keyof ChargeRequest, unknown>> | null;
  try {
    body = JSON.parse(text);
  } catch {
    return "the body is not JSON";
  }
  const { order_id, amount, card } = body ?? {};
  if (typeof order_id !== "string" || order_id === "") return "order_id must be text";
  if (typeof amount !== "number" || !(amount > 0)) return "amount must be a number greater than 0";
  if (typeof card !== "string" || card === "") return "card must be text";
  return { order_id, amount, card };
}

function refuse(status: number, error: string): Response {
  return Response.json({ error }, { status });
}

/** How the payment service misbehaves for one card. */
interface Instructions {
  /** Requests of the order that are answered with 503 before one is served. */
  readonly fail: number;
  /** Milliseconds between booking and answer. */
  readonly delay: number;
}

/** Reads the words of a card that are instructions: `ok fail=2 delay=500`. */
function instructions(card: string): Instructions {
  const value = (name: string) => Number(new RegExp(`(?:^|\\s)${name}=(\\d+)(?:\\s|$)`).exec(card)?.[1] ?? 0);
  return { fail: value("fail"), delay: value("delay") };
}
