import { deepEqual, doesNotMatch, equal, match, ok } from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { decodeJson, systemClock } from "../src/base/mod.ts";
import { type PaymentService, startPaymentService } from "../src/demo/mod.ts";
import { freePort } from "../src/devserver/mod.ts";
import { TemporalClient } from "../src/temporal/mod.ts";
import { appFolder } from "./support/app_folder.ts";
import { LunationProcess } from "./support/lunation_process.ts";
import { TestLogger, testNamespace } from "./support/temporal.ts";

const ORDERS = fileURLToPath(new URL("../examples/orders", import.meta.url));
const NEVER = new AbortController().signal;
const place = await testNamespace("cli-run");

/** The order example on the test server with a payment service of its own. */
class Scene implements AsyncDisposable {
  readonly payments: PaymentService = startPaymentService(0);
  readonly taskQueue = crypto.randomUUID();
  readonly args: string[];
  readonly #client = new TemporalClient({
    entryId: "test:client",
    settings: { ...place, connectTimeout: 10_000 },
    logger: new TestLogger(),
    clock: systemClock,
  });

  constructor(...overrides: string[]) {
    const all = [
      `app:temporal_client:address=${place.address}`,
      `app:temporal_client:namespace=${place.namespace}`,
      `app:worker:task_queue=${this.taskQueue}`,
      ...overrides,
    ];
    this.args = ["--app", ORDERS, ...all.flatMap((override) => ["-o", override])];
  }

  /** The text of an order; the card may hold instructions for the payment service. */
  order(id: string, card = "4242", more: Record<string, unknown> = {}): string {
    return JSON.stringify({ id, amount: 42, card, payment_url: this.payments.url, hold_ms: 1, ...more });
  }

  /** Starts the order workflow without waiting for it. */
  async submit(order: string) {
    await this.#client.start(NEVER);
    const args = [decodeJson(order)];
    const workflowId = crypto.randomUUID();
    return await this.#client.workflows.start("app:order_workflow", { taskQueue: this.taskQueue, workflowId, args });
  }

  /** Resolves when the service has booked a payment: the activity runs, and waits for its answer. */
  async booked(): Promise<void> {
    while (this.payments.ledger.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#client.stop(NEVER);
    await this.payments.stop();
  }
}

Deno.test("demo --once prints the result of one order, on free ports, and leaves nothing behind", async () => {
  const cache = await Deno.makeTempDir({ prefix: "lunation-test-" });
  const taken = [freePort(0), freePort(8085)]
    .map((port) => Deno.serve({ port, hostname: "127.0.0.1", onListen: () => {} }, () => new Response("taken")));
  const port = taken[0]!.addr.port;
  try {
    const args = ["demo", "--once", "-o", `app:temporal_client:address=localhost:${port}`];
    await using demo = new LunationProcess(args, { LUNATION_CACHE: cache });
    equal(await demo.exitCode(), 0, demo.stderr);
    const result = JSON.parse(demo.stdout);
    deepEqual([result.status, result.amount], ["completed", 4200]);
    equal(demo.stdout.split("\n").length, 2, "stdout holds more than the result");
    match(demo.stderr, /Started the Temporal server at 127\.0\.0\.1:\d+, web UI: http:\/\/localhost:\d+\n/);
    doesNotMatch(demo.stderr, new RegExp(`127\\.0\\.0\\.1:(${port}|8085)\\b`));
    deepEqual(await demo.leftovers(), []);
  } finally {
    for (const server of taken) await server.shutdown();
    await Deno.remove(cache, { recursive: true });
  }
});

/** A demo whose server stays away from one that may run on this machine. */
function startDemo(cache: string): LunationProcess {
  const args = ["demo", "-o", `app:temporal_client:address=localhost:${freePort(0)}`];
  return new LunationProcess(args, { LUNATION_CACHE: cache });
}

Deno.test("demo serves until Ctrl-C, and its hint submits another order", async () => {
  const cache = await Deno.makeTempDir({ prefix: "lunation-test-" });
  try {
    await using demo = startDemo(cache);
    await demo.sees("Press Ctrl-C to stop");
    const hint = demo.stderr.split("\n").find((line) => line.includes(" exec "))!;
    const second = await new Deno.Command("sh", { args: ["-c", hint], env: { LUNATION_CACHE: cache } }).output();
    equal(second.code, 0, new TextDecoder().decode(second.stderr));
    equal(JSON.parse(new TextDecoder().decode(second.stdout)).order_id, "order-2");

    demo.kill("SIGINT");
    equal(await demo.exitCode(), 0, demo.stderr);
    deepEqual(await demo.leftovers(), []);
  } finally {
    await Deno.remove(cache, { recursive: true });
  }
});

Deno.test("demo takes its server with it at a second Ctrl-C, and takes over the server of a run that was killed", async () => {
  const cache = await Deno.makeTempDir({ prefix: "lunation-test-" });
  try {
    await using killed = startDemo(cache);
    await killed.sees("Press Ctrl-C to stop");
    killed.kill("SIGKILL");
    await killed.exitCode();
    equal((await killed.leftovers()).length, 1);

    await using demo = startDemo(cache);
    await demo.sees("Press Ctrl-C to stop");
    match(demo.stderr, /Took over from a run that crashed: the Temporal server at /);
    // Both signals at once: the second comes before the first one's stop can be over.
    demo.kill("SIGINT");
    demo.kill("SIGTERM");
    equal(await demo.exitCode(), 1, demo.stderr);
    while ((await killed.leftovers()).length > 0) await new Promise((resolve) => setTimeout(resolve, 50));
  } finally {
    await Deno.remove(cache, { recursive: true });
  }
});

Deno.test("run lets an activity finish within worker_stop_timeout after SIGTERM: exit 0", async () => {
  await using scene = new Scene("app:worker:worker_options.worker_stop_timeout=5s");
  await using run = new LunationProcess(["run", ...scene.args]);
  await run.sees("Running the application");
  const handle = await scene.submit(scene.order("o1", "ok delay=1500"));
  await scene.booked();
  run.kill("SIGTERM");
  equal(await run.exitCode(), 0, run.stderr);
  match(run.stderr, /Stopped; nothing was cut/);

  const { events } = await handle.fetchHistory();
  ok(events!.some((event) => event.activityTaskCompletedEventAttributes), "the activity did not complete");
  deepEqual(await run.leftovers(), []);
});

Deno.test("run cuts an activity that takes longer than worker_stop_timeout, reports it, and exits 3", async () => {
  await using scene = new Scene("app:worker:worker_options.worker_stop_timeout=200ms");
  await using run = new LunationProcess(["run", ...scene.args]);
  await run.sees("Running the application");
  const handle = await scene.submit(scene.order("o1", "ok delay=3500"));
  await scene.booked();
  run.kill("SIGTERM");
  equal(await run.exitCode(), 3, run.stderr);
  const activity = `activity "app:charge_payment" of workflow "${handle.workflowId}", attempt 1`;
  ok(run.stderr.includes(`Stopped with work cut:\n  app:worker: ${activity}\n`), run.stderr);
  deepEqual(await run.leftovers(), []);

  // What was cut is taken up again by the next worker, and charged once.
  await using next = new LunationProcess(["run", ...scene.args]);
  const result = await handle.result();
  equal((result as Map<string, unknown>).get("status"), "completed");
  equal(scene.payments.ledger.length, 1);
  next.kill("SIGTERM");
  equal(await next.exitCode(), 0, next.stderr);
});

Deno.test("run ends at once with exit 1 on a second signal", async () => {
  await using scene = new Scene("app:worker:worker_options.worker_stop_timeout=60s");
  await using run = new LunationProcess(["run", ...scene.args]);
  await run.sees("Running the application");
  await scene.submit(scene.order("o1", "ok delay=3500"));
  await scene.booked();
  run.kill("SIGTERM");
  await run.sees("Stopping on SIGTERM");
  run.kill("SIGINT");
  equal(await run.exitCode(), 1, run.stderr);
  doesNotMatch(run.stderr, /nothing was cut|work cut/);
});

Deno.test("run --dev starts a server for the application, keeps its data, and stops it last", async () => {
  const cache = await Deno.makeTempDir({ prefix: "lunation-test-" });
  const address = `app:temporal_client:address=localhost:${freePort(0)}`;
  try {
    await using run = new LunationProcess(["run", "--dev", "--app", ORDERS, "-o", address], { LUNATION_CACHE: cache });
    await run.sees("Running the application");
    match(run.stderr, /Started the Temporal server at 127\.0\.0\.1:\d+, web UI/);

    await using other = new LunationProcess(["run", "--dev", "--app", ORDERS, "-o", address], {
      LUNATION_CACHE: cache,
    });
    await other.sees("Running the application");
    match(other.stderr, /Using the Temporal server at 127\.0\.0\.1:\d+/);
    other.kill("SIGTERM");
    equal(await other.exitCode(), 0, other.stderr);

    run.kill("SIGTERM");
    equal(await run.exitCode(), 0, run.stderr);
    deepEqual(await run.leftovers(), []);
  } finally {
    await Deno.remove(cache, { recursive: true });
  }
});

Deno.test("run --dev refuses a port that something else has taken", async () => {
  const foreign = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, () => new Response("taken"));
  const { port } = foreign.addr;
  try {
    const address = `app:temporal_client:address=localhost:${port}`;
    await using run = new LunationProcess(["run", "--dev", "--app", ORDERS, "-o", address]);
    equal(await run.exitCode(), 1);
    match(
      run.stderr,
      new RegExp(`^error: Port ${port} is taken by a program that is not a Temporal server\nhelp: `, "m"),
    );
    doesNotMatch(run.stderr, /internal error|\n {4}at /);
  } finally {
    await foreign.shutdown();
  }
});

Deno.test("run keeps trying to reach a server, telling what is wrong, until it is stopped", async () => {
  const address = `127.0.0.1:${freePort(0)}`;
  await using run = new LunationProcess(["run", "--app", ORDERS, "-o", `app:temporal_client:address=${address}`]);
  await run.sees("attempt 3");
  match(run.stderr, new RegExp(`WARN.* Cannot run "app:temporal_client": cannot connect to Temporal at ${address}: `));
  run.kill("SIGINT");
  equal(await run.exitCode(), 0, run.stderr);
});

Deno.test("run with nothing to start names the entries and the line to add", async () => {
  await using app = await appFolder({
    "_index.yaml": [
      'version: "1.0"',
      "namespace: app",
      "entries:",
      "  - {name: tc, kind: temporal.client, address: 'localhost:7233'}",
    ].join("\n"),
  });
  await using run = new LunationProcess(["run", "--app", app.path]);
  equal(await run.exitCode(), 1);
  match(run.stderr, /error\[nothing-to-start\]: No entry is started with the program: "app:tc" could be/);
  match(run.stderr, /_index\.yaml:4:\d+/);
  match(run.stderr, /help: .*lifecycle: \{auto_start: true\}/);
});

Deno.test("exec runs a workflow on its worker and prints its result", async () => {
  await using scene = new Scene();
  await using exec = new LunationProcess(["exec", "app:order_workflow", scene.order("o1"), ...scene.args]);
  equal(await exec.exitCode(), 0, exec.stderr);
  const { payment_id, ...rest } = JSON.parse(exec.stdout);
  equal(payment_id, scene.payments.ledger[0]!.payment_id);
  deepEqual(rest, { order_id: "o1", status: "completed", amount: 42 });
  deepEqual(await exec.leftovers(), []);
});

Deno.test("exec brings up the activity worker that shares the queue of the workflow's worker", async () => {
  const worker = (name: string, option: string, more = "") =>
    `  - {name: ${name}, kind: temporal.worker, client: client, task_queue: shared${more}, ` +
    `worker_options: {${option}: true}, lifecycle: {auto_start: true}}\n`;
  const lua = (name: string, kind: string, code: string, type: string) =>
    `  - {name: ${name}, kind: ${kind}.lua, modules: [funcs], source: "return {main = function() return ${code} end}", ` +
    `method: main, meta: {temporal: {${type}}}}\n`;
  await using app = await appFolder({
    "_index.yaml": 'version: "1.0"\nnamespace: app\nentries:\n' +
      `  - {name: client, kind: temporal.client, address: "${place.address}", namespace: ${place.namespace}}\n` +
      worker("workflows", "local_activity_worker_only") + worker("activities", "disable_workflow_worker") +
      worker("elsewhere", "disable_workflow_worker", "_not") +
      lua("flow", "workflow", "require('funcs').call('app:answer')", "workflow: {worker: workflows}") +
      lua("answer", "function", "42", "activity: {worker: activities}") +
      lua("other", "function", "7", "activity: {worker: elsewhere}"),
  });
  await using exec = new LunationProcess(["exec", "app:flow", "--app", app.path]);
  equal(await exec.exitCode(), 0, exec.stderr);
  equal(exec.stdout, "42\n");
  doesNotMatch(exec.stderr, /app:elsewhere/);
});

Deno.test("exec tells why a workflow failed, with the Lua traceback", async () => {
  await using scene = new Scene();
  await using app = await appFolder({
    "_index.yaml": await Deno.readTextFile(`${ORDERS}/_index.yaml`),
    "payment.lua": await Deno.readTextFile(`${ORDERS}/payment.lua`),
    "order_workflow.lua": 'local function check(order)\n  error("no " .. order)\nend\nreturn { main = check }\n',
  });
  const args = ["exec", "app:order_workflow", '"crème"', "--workflow-id", "bad", ...scene.args, "--app", app.path];
  await using exec = new LunationProcess(args);
  equal(await exec.exitCode(), 1);
  equal(exec.stdout, "");
  match(
    exec.stderr,
    /^error: workflow "bad" failed: order_workflow\.lua:2: no crème.*\n {2}order_workflow\.lua:2: in function /m,
  );
});

Deno.test("exec gives up a server that it cannot reach", async () => {
  const address = `127.0.0.1:${freePort(0)}`;
  const args = ["exec", "app:order_workflow", "{}", "--app", ORDERS, "-o", `app:temporal_client:address=${address}`];
  await using exec = new LunationProcess(args);
  equal(await exec.exitCode(), 1);
  match(
    exec.stderr,
    new RegExp(`^error: Cannot run "app:temporal_client": cannot connect to Temporal at ${address}: `, "m"),
  );
});

Deno.test("exec ends with exit 1 when it is interrupted, and the workflow goes on", async () => {
  await using scene = new Scene("app:worker:worker_options.worker_stop_timeout=5s");
  const order = scene.order("o1", "4242", { hold_ms: 3_600_000 });
  await using exec = new LunationProcess(["exec", "app:order_workflow", order, "--workflow-id", "held", ...scene.args]);
  await scene.booked();
  exec.kill("SIGINT");
  equal(await exec.exitCode(), 1);
  match(exec.stderr, /Interrupted; workflow "held" has no result yet/);
  equal(exec.stdout, "");
});
