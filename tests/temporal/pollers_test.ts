import assert from "node:assert/strict";
import { type TestWorker, withWorker } from "../support/temporal.ts";
import { until } from "../support/until.ts";
import { MetricsServer } from "./_metrics_server.ts";

/* What only the server's own counts show: how many polls wait, and which activities it started eagerly. */

const BOTH: TestWorker = {
  workflows: {
    "app:calls": `local funcs = require("funcs") return function()
      for _ = 1, 5 do funcs.call("app:works") end
    end`,
  },
  activities: { "app:works": `return function() end` },
};

/** Of each type: those of the server's own workers in a namespace. */
const OWN_POLLS = 2;

/** The polls that wait; the server counts its own workers' too. */
async function polls(server: MetricsServer, type: "Workflow" | "Activity"): Promise<number> {
  const labels = [`operation="Poll${type}TaskQueue"`, `namespace="${server.namespace}"`];
  const [value = 0] = await server.read("service_pending_requests", ...labels);
  return value;
}

/** What a worker's polls add to the server's own, at most, while it works. */
async function mostPolls(server: MetricsServer, options: TestWorker["options"]) {
  const types = ["Workflow", "Activity"] as const;
  const most = { Workflow: 0, Activity: 0 };
  const look = async () => {
    for (const type of types) most[type] = Math.max(most[type], await polls(server, type) - OWN_POLLS);
  };
  await withWorker(server, { ...BOTH, options }, async ({ foreign, taskQueue }) => {
    for (let round = 0; round < 5; round++) {
      await foreign.workflow.execute("app:calls", { taskQueue, workflowId: crypto.randomUUID() });
      await look();
    }
    for (let looks = 0; looks < 20; looks++) await look();
  });
  return most;
}

Deno.test("as many polls wait at one time as pollers are asked for", async () => {
  await using server = await MetricsServer.start();
  for (const type of ["Workflow", "Activity"] as const) {
    await until(async () => await polls(server, type) === OWN_POLLS);
  }
  // The polls of a worker that has ended wait a while longer: fewest first.
  const few = await mostPolls(server, {
    max_concurrent_workflow_task_pollers: 3,
    max_concurrent_activity_task_pollers: 2,
  });
  assert.deepEqual(few, { Workflow: 3, Activity: 2 });
  // By itself the SDK would begin with five.
  const atMost = await mostPolls(server, { poller_autoscaling: { maximum: 4 } });
  assert.equal(atMost.Activity, 4);
  const many = await mostPolls(server, {
    max_concurrent_workflow_task_pollers: 9,
    max_concurrent_activity_task_pollers: 7,
  });
  assert.deepEqual(many, { Workflow: 9, Activity: 7 });

  const atLeast = await mostPolls(server, { poller_autoscaling: { minimum: 8 } });
  assert.ok(atLeast.Activity >= 8, `${atLeast.Activity}`);
  const scaled = await mostPolls(server, { poller_autoscaling: { minimum: 2, initial: 9, maximum: 10 } });
  assert.ok(scaled.Activity === 9 || scaled.Activity === 10, `${scaled.Activity}`);
  assert.ok(scaled.Workflow >= 18 && scaled.Workflow <= 20, `${scaled.Workflow}: the worker polls two queues`);
});

Deno.test("disable_eager_activities keeps the server from handing out activities with the workflow's answer", async () => {
  await using server = await MetricsServer.start();
  const run = async (disable_eager_activities: boolean) => {
    let queue = "";
    await withWorker(server, { ...BOTH, options: { disable_eager_activities } }, async ({ foreign, taskQueue }) => {
      await foreign.workflow.execute("app:calls", { taskQueue, workflowId: crypto.randomUUID() });
      queue = taskQueue.replaceAll("-", "_");
    });
    return queue;
  };
  const started = (queue: string) => server.read("activity_eager_execution", `taskqueue="${queue}"`);
  const disabled = await run(true);
  const enabled = await run(false);
  await until(async () => (await started(enabled)).some((count) => count > 0));
  assert.deepEqual(await started(disabled), []);
});
