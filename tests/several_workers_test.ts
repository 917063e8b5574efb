import { deepEqual, doesNotMatch, equal, match, ok } from "node:assert/strict";
import { freePort } from "../src/devserver/mod.ts";
import { type AppFolder, appFolder } from "./support/app_folder.ts";
import { withForeignClient } from "./support/foreign_client.ts";
import { LunationProcess } from "./support/lunation_process.ts";
import { testNamespace } from "./support/temporal.ts";
import { until } from "./support/until.ts";

const first = await testNamespace("several-a");
const second = await testNamespace("several-b");
const { address } = first;
/** `TaskQueueType` of Temporal's API. */
const WORKFLOW_TASK_QUEUE = 1;

/** The line of a client's entry. */
function client(name: string, place: { address: string; namespace: string }, more = ""): string {
  return `  - {name: ${name}, kind: temporal.client, address: "${place.address}", namespace: "${place.namespace}"${more}}`;
}

/** The lines of a worker that starts with the application, and of a workflow `NAME_workflow` that answers with its name. */
function worker(name: string, clientName: string, queue: string, more = ""): string {
  const code = `return function() return "${name}" end`;
  return `  - {name: ${name}, kind: temporal.worker, client: ${clientName}, task_queue: "${queue}"${more}, lifecycle: {auto_start: true}}
  - {name: ${name}_workflow, kind: workflow.lua, source: '${code}', meta: {temporal: {workflow: {worker: ${name}, name: who}}}}`;
}

function application(...lines: string[]): Promise<AppFolder> {
  return appFolder({ "_index.yaml": `version: "1.0"\nnamespace: app\nentries:\n${lines.join("\n")}\n` });
}

/** Which worker answers on that queue. */
function whoAnswers(place: { address: string; namespace: string }, taskQueue: string): Promise<unknown> {
  return withForeignClient(
    place,
    (client) =>
      client.workflow.execute("who", { taskQueue, workflowId: crypto.randomUUID(), workflowTaskTimeout: "5s" }),
  );
}

Deno.test("run serves two namespaces and several queues, each worker what is its own", async () => {
  const [same, other] = [crypto.randomUUID(), crypto.randomUUID()];
  await using app = await application(
    client("one", first),
    client("two", second, ', tq_prefix: "x-"'),
    worker("a", "one", same),
    worker("b", "one", other),
    worker("c", "two", same),
  );
  await using run = new LunationProcess(["run", "--app", app.path]);
  await run.sees("Running the application");
  deepEqual(
    await Promise.all([whoAnswers(first, same), whoAnswers(first, other), whoAnswers(second, `x-${same}`)]),
    ["a", "b", "c"],
  );
  run.kill("SIGTERM");
  equal(await run.exitCode(), 0, run.stderr);
  deepEqual(await run.leftovers(), []);
});

Deno.test("run lets two workers serve one queue: both poll it, and both get tasks", async () => {
  const taskQueue = crypto.randomUUID();
  await using app = await application(
    client("one", first),
    worker("a", "one", taskQueue, ", worker_options: {identity: worker-a, max_concurrent_workflow_task_pollers: 2}"),
    worker("b", "one", taskQueue, ", worker_options: {identity: worker-b, max_concurrent_workflow_task_pollers: 2}"),
  );
  await using run = new LunationProcess(["run", "--app", app.path]);
  await run.sees("Running the application");
  await withForeignClient(first, async (client) => {
    await until(async () => {
      const { pollers } = await client.workflowService.describeTaskQueue({
        namespace: first.namespace,
        taskQueue: { name: taskQueue },
        taskQueueType: WORKFLOW_TASK_QUEUE,
      });
      return pollers!.map(({ identity }) => identity).sort().join() === "worker-a,worker-b";
    }, () => run.stderr);
  });
  const answers = new Set<unknown>();
  await until(async () => {
    answers.add(await whoAnswers(first, taskQueue));
    return answers.size === 2;
  });
  run.kill("SIGTERM");
  equal(await run.exitCode(), 0, run.stderr);
});

Deno.test("run goes on without an optional client whose namespace does not exist, and says what to change", async () => {
  const queue = crypto.randomUUID();
  await using app = await application(
    client("good", first),
    client("bad", { address, namespace: "no-such-namespace" }, ", lifecycle: {startup: optional}"),
    worker("a", "good", queue),
    worker("b", "bad", queue).replace("auto_start: true", "auto_start: true, startup: optional"),
  );
  await using run = new LunationProcess(["run", "--app", app.path]);
  await run.sees("Running the application");
  match(
    run.stderr,
    /WARN +Gave up on "app:bad": .*the server has no namespace "no-such-namespace".*; correct "namespace"/,
  );
  match(run.stderr, /WARN +Gave up on "app:b": it needs "app:bad", which failed/);
  equal(await whoAnswers(first, queue), "a");
  run.kill("SIGTERM");
  equal(await run.exitCode(), 0, run.stderr);
});

Deno.test("run ends with 1 when a required client names a namespace that does not exist, without trying again", async () => {
  await using app = await application(
    client("good", first),
    client("bad", { address, namespace: "no-such-namespace" }),
    worker("a", "good", crypto.randomUUID()),
    worker("b", "bad", crypto.randomUUID()),
  );
  await using run = new LunationProcess(["run", "--app", app.path]);
  equal(await run.exitCode(), 1);
  match(
    run.stderr,
    /^error: Cannot run "app:bad": .*the server has no namespace "no-such-namespace".*; correct "namespace".*"lifecycle.startup: optional"$/m,
  );
  doesNotMatch(run.stderr, /attempt 2/);
  deepEqual(await run.leftovers(), []);
});

Deno.test("run serves what it can while a required client cannot reach its server, and is not ready meanwhile", async () => {
  const queue = crypto.randomUUID();
  await using app = await application(
    client("good", first),
    client("far", { address: `127.0.0.1:${freePort(0)}`, namespace: "default" }, ", connection_timeout: 1s"),
    worker("a", "good", queue),
    worker("b", "far", queue),
  );
  const ready = `${app.path}/ready`;
  await using run = new LunationProcess(["run", "--app", app.path, "--ready-file", ready]);
  await run.sees("attempt 3");
  equal(await whoAnswers(first, queue), "a");
  doesNotMatch(run.stderr, /Running the application/);
  ok(![...Deno.readDirSync(app.path)].some(({ name }) => name.startsWith("ready")));
  run.kill("SIGTERM");
  equal(await run.exitCode(), 0, run.stderr);
});

Deno.test("run --ready-file tells that everything runs, until the stop begins", async () => {
  const queue = crypto.randomUUID();
  await using app = await application(client("good", first), worker("a", "good", queue));
  const ready = `${app.path}/ready`;
  await Deno.writeTextFile(ready, "of a run that crashed");
  await using run = new LunationProcess(["run", "--app", app.path, "--ready-file", ready]);
  const { pid } = await until(async () => {
    try {
      return JSON.parse(await Deno.readTextFile(ready));
    } catch (error) {
      // Neither the old text, which goes first, nor a half-written one is JSON.
      if (error instanceof Deno.errors.NotFound || error instanceof SyntaxError) return undefined;
      throw error;
    }
  }, () => run.stderr);
  equal(pid, run.pid);
  equal(await whoAnswers(first, queue), "a");
  run.kill("SIGTERM");
  equal(await run.exitCode(), 0, run.stderr);
  await Deno.remove(ready).then(() => ok(false, "the file is still there"), () => {});
});
