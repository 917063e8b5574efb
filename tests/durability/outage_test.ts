import { deepEqual, equal, match } from "node:assert/strict";
import { Client } from "@temporalio/client";
import { msToTs } from "@temporalio/common/lib/time.js";
import { NativeConnection } from "@temporalio/worker";
import { appFolder } from "../support/app_folder.ts";
import { LunationProcess } from "../support/lunation_process.ts";
import { until } from "../support/until.ts";
import { DevServer } from "./_dev_server.ts";
import { orderExample } from "../../src/demo/mod.ts";
import { OrderWorker } from "./_order_worker.ts";
import { withOrders } from "./_with_orders.ts";

/* Both take a minute of waiting, so they wait together. */

/** Milliseconds without a server. */
const OUTAGE = 60_000;

Deno.test("outages", async (t) => {
  const step = (name: string, fn: () => Promise<void>) =>
    t.step({ name, fn, sanitizeOps: false, sanitizeResources: false, sanitizeExit: false });
  await Promise.all([
    step("a worker outlives 60 s without its server: orders in activity and timer and a new one complete", outlives),
    step("a namespace that is deleted ends its own worker for good, with the reason, and no other one", losesNamespace),
  ]);
});

async function outlives(): Promise<void> {
  await using server = await DevServer.start();
  const place = { address: server.address, namespace: server.namespace, taskQueue: "orders" };
  const checks = ["enabled=true", "interval=5s"].map((setting) => `${orderExample.client}:health_check.${setting}`);
  await using worker = new OrderWorker(place, checks);
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
    const told = worker.stderr.match(/(?:WARN|INFO) +Client "app:temporal_client" .*?(?=: |$| entry)/gm) ?? [];
    deepEqual(told.map((line) => line.replace(/ +/, " ")), [
      'WARN Client "app:temporal_client" has no working connection',
      'INFO Client "app:temporal_client" is connected again',
    ], worker.stderr);
    match(worker.stderr, /WARN +Health check of "app:temporal_client" fails: /);
    match(worker.stderr, /INFO +Health check of "app:temporal_client": the server is well again/);
    equal(worker.stderr.match(/"app:worker" is running/g)?.length, 1, "the worker was never stopped");
    equal(await worker.stop(), 0, worker.stderr);
  });
}

/** A client of one namespace with its worker, and a workflow that tells who it is. */
const worker = (name: string, address: string, namespace: string) => `
  - {name: ${name}_client, kind: temporal.client, address: "${address}", namespace: ${namespace}}
  - {name: ${name}, kind: temporal.worker, client: ${name}_client, task_queue: q, lifecycle: {auto_start: true}}
  - name: ${name}_workflow
    kind: workflow.lua
    source: return function() return "${name}" end
    meta: {temporal: {workflow: {worker: ${name}, name: who}}}
`;

async function losesNamespace(): Promise<void> {
  await using server = await DevServer.start();
  const { address } = server;
  const connection = await NativeConnection.connect({ address });
  try {
    const { workflowService, operatorService } = connection;
    const workflowExecutionRetentionPeriod = msToTs("1 day");
    await workflowService.registerNamespace({ namespace: "short-lived", workflowExecutionRetentionPeriod });
    await using app = await appFolder({
      "_index.yaml": `namespace: app\nentries:${worker("stays", address, "default")}${
        worker("goes", address, "short-lived")
      }`,
    });
    const isReady = () => [...Deno.readDirSync(app.path)].some(({ name }) => name === "ready");
    await using run = new LunationProcess(["run", "--app", app.path, "--ready-file", `${app.path}/ready`]);
    await until(isReady, () => run.stderr);

    await operatorService.deleteNamespace({ namespace: "short-lived" });
    // Else polls that wait would not hear of it for another minute; core takes one to believe it.
    await server.stop();
    await server.start();
    await run.sees('Gave up on "app:goes"');
    match(
      run.stderr,
      /Gave up on "app:goes": .*the server has no namespace "short-lived" \[unknown-namespace\]; correct "namespace"/,
    );
    equal(isReady(), false, "what is required no longer runs");
    const client = new Client({ connection });
    equal(await client.workflow.execute("who", { taskQueue: "q", workflowId: "after" }), "stays");
    run.kill("SIGTERM");
    equal(await run.exitCode(), 1, run.stderr);
    match(run.stderr, /Had failed before the stop: app:goes/);
    deepEqual(await run.leftovers(), []);
  } finally {
    await connection.close();
  }
}
