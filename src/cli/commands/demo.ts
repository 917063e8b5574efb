import type { LoadedApp, RunningApp } from "../../app/mod.ts";
import { ascii, decodeJson, toByteString } from "../../base/mod.ts";
import { type Order, orderExample, type PaymentService, sampleOrder, startPaymentService } from "../../demo/mod.ts";
import { type DevServer, freePort } from "../../devserver/mod.ts";
import { registrationOf } from "../../kinds/mod.ts";
import type { InputOf } from "../command.ts";
import type * as commands from "../command_table.ts";
import type { CliContext } from "../context.ts";
import { programCommand, shellWord } from "../program_command.ts";
import { reportResult } from "../report/result.ts";
import { serve } from "../run/serve.ts";
import { type Stop, untilStopped } from "../run/until_stopped.ts";
import { bringUp, codeOf } from "../run/bring_up.ts";
import { resultOfWorkflow, startOnWorker } from "../workflow/start_on_worker.ts";

/** Where the payment service listens when the port is free. */
const PAYMENT_PORT = 8085;
const BOOT_TIMEOUT = 30_000;

/**
 * Runs the order example with everything that it needs: a dev server, the payment service, client and worker. Submits one
 * order, prints its result on stdout, and serves until Ctrl-C; with `--once` it ends there.
 *
 * @returns 0 when the order succeeded and everything was drained, 3 when work was cut, 1 for a fault
 */
export function demo(context: CliContext, { options }: InputOf<typeof commands.demo>): Promise<number> {
  const example = { ...context, options: { ...context.options, appFolder: orderExample.folder } };
  return untilStopped(example, async (stop) => {
    const payments = startPaymentService(freePort(PAYMENT_PORT));
    try {
      const start = [orderExample.worker];
      await using up = await bringUp(example, stop, { dev: "free", start, bootTimeout: BOOT_TIMEOUT });
      if (!up.isUp) return codeOf(up);
      example.stderr(`Payment service at ${payments.url}, its ledger: ${payments.url}/ledger\n`);
      const code = await submitOrder(example, stop, up.running, up.app, payments);
      if (code !== 0 || options.once) return codeOf(await up.end(code));
      example.stderr(hint(up.server, payments));
      return codeOf(await up.end(await serve(example, up.running, stop)));
    } finally {
      await payments.stop();
    }
  });
}

async function submitOrder(
  context: CliContext,
  stop: Stop,
  running: RunningApp,
  app: LoadedApp,
  payments: PaymentService,
): Promise<number> {
  const order = sampleOrder(`order-${crypto.randomUUID().slice(0, 8)}`, payments.url);
  const { entry } = app.find(orderExample.workflow)!;
  const registration = registrationOf(entry, entry.kind)!;
  const options = new Map([[ascii("workflow.id"), toByteString(order.id)]]);
  const call = { id: entry.id, registration, options, args: [decodeJson(JSON.stringify(order))] };
  context.stderr(`Submitting the order "${order.id}"\n`);
  return await reportResult(context, `order "${order.id}"`, stop, async () => {
    return await resultOfWorkflow(await startOnWorker(running, call), running, stop);
  });
}

/** How to go on: a command that submits another order. */
function hint(server: DevServer | undefined, payments: PaymentService): string {
  const order = JSON.stringify(sampleOrder("order-2", payments.url) satisfies Order);
  const address = server ? ["-o", `${orderExample.client}:address=${server.address}`] : [];
  const words = ["exec", orderExample.workflow, order, "--app", orderExample.folder, ...address];
  return `Submit another order from a second terminal:\n  ${programCommand()} ${
    words.map((word) => shellWord(word)).join(" ")
  }\n` +
    "Press Ctrl-C to stop\n";
}
