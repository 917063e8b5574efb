import assert from "node:assert/strict";
import type { WorkflowHandle } from "@temporalio/client";
import { tsToMs } from "@temporalio/common/lib/time.js";
import { appFolder } from "../support/app_folder.ts";
import { LunationProcess } from "../support/lunation_process.ts";
import { type Running, TestLogger, testNamespace, withWorker } from "../support/temporal.ts";

/* Limits of a worker (spec/temporal-config.md §8) under load. */

const SOAK = Deno.env.has("LUNATION_TEST_SOAK");
const place = await testNamespace("limits");

const CALLS = `local funcs = require("funcs")
  return { main = function(count)
    for _ = 1, count do funcs.call("app:works") end
  end }`;

function startMany({ foreign, taskQueue }: Running, type: string, runs: number, count = 0): Promise<WorkflowHandle[]> {
  const start = () => foreign.workflow.start(type, { taskQueue, workflowId: crypto.randomUUID(), args: [count] });
  return Promise.all(Array.from({ length: runs }, start));
}

/** Most intervals that hold one moment; one that ends as another begins is over. */
function mostAtOnce(intervals: readonly (readonly [from: number, to: number])[]): number {
  const steps = intervals.flatMap(([from, to]) => [[from, 1], [to, -1]] as const);
  steps.sort(([a, up], [b, down]) => a - b || up - down);
  let now = 0;
  return steps.reduce((most, [, step]) => Math.max(most, now += step), 0);
}

/** When the server handed out a run's activities, in milliseconds. */
async function activityStarts(handle: WorkflowHandle): Promise<number[]> {
  const { events } = await handle.fetchHistory();
  return (events ?? []).filter((event) => event.activityTaskStartedEventAttributes).map((event) =>
    tsToMs(event.eventTime)
  );
}

Deno.test("never more activities run at once than max_concurrent_activity_execution_size", async () => {
  const SLOTS = 7;
  const RUNS = 20;
  const EACH = SOAK ? 100 : 10;
  let running = 0;
  let most = 0;
  let done = 0;
  const count = (record: string) => {
    if (record === "info: begins") most = Math.max(most, ++running);
    else if (record === "info: ends") running--, done++;
  };
  class Counter extends TestLogger {
    override log(level: string, message: string): void {
      count(`${level}: ${message}`);
    }
  }
  await withWorker(place, {
    logger: new Counter(),
    options: { max_concurrent_activity_execution_size: SLOTS },
    workflows: { "app:calls": CALLS },
    activities: {
      "app:works":
        `local time = require("time") return function() print("begins") time.sleep("20ms") print("ends") end`,
    },
  }, async (worker) => {
    await Promise.all((await startMany(worker, "app:calls", RUNS, EACH)).map((handle) => handle.result()));
  });
  assert.equal(done, RUNS * EACH);
  assert.equal(most, SLOTS, "all slots were in use, and no more");
});

for (const [slots, isEnough] of [[2, true], [100, false]] as const) {
  Deno.test(`max_concurrent_workflow_task_execution_size ${slots}: as many tasks are taken from the server`, async () => {
    await withWorker(place, {
      options: { max_concurrent_workflow_task_execution_size: slots, deadlock_detection_timeout: "1m" },
      workflows: { "app:busy": `return function() for _ = 1, 3e6 do end end` },
    }, async (worker) => {
      const handles = await startMany(worker, "app:busy", 10);
      await Promise.all(handles.map((handle) => handle.result()));
      const tasks = await Promise.all(handles.map(async (handle) => {
        const events = (await handle.fetchHistory()).events ?? [];
        const at = (attributes: "workflowTaskStartedEventAttributes" | "workflowTaskCompletedEventAttributes") =>
          tsToMs(events.find((event) => event[attributes])!.eventTime);
        return [at("workflowTaskStartedEventAttributes"), at("workflowTaskCompletedEventAttributes")] as const;
      }));
      const most = mostAtOnce(tasks);
      assert.equal(most <= slots && most <= 2, isEnough, `${most} at once`);
    });
  });
}

const RATE = 20;
const [SECONDS, WARM_UP] = SOAK ? [40, 5] : [10, 3];

/** Asserts that the activities of a span keep to the rate, from some seconds after the first one on. */
function assertRate(starts: readonly number[]): void {
  const first = Math.min(...starts);
  const counted = starts.filter((at) => at >= first + WARM_UP * 1000 && at < first + SECONDS * 1000).length;
  const expected = RATE * (SECONDS - WARM_UP);
  assert.ok(counted >= 0.7 * expected && counted <= 1.15 * expected, `${counted} activities instead of ${expected}`);
}

/** Runs more calls than the rate allows, and gives the times of those of the first seconds. */
async function startsOfLoad(worker: Running): Promise<number[]> {
  const handles = await startMany(worker, "app:calls", 60, 100);
  await new Promise((resolve) => setTimeout(resolve, (SECONDS + 1) * 1000));
  await Promise.all(handles.map((handle) => handle.terminate()));
  return (await Promise.all(handles.map(activityStarts))).flat();
}

Deno.test("worker_activities_per_second holds over time", () =>
  withWorker(place, {
    options: { worker_activities_per_second: RATE },
    workflows: { "app:calls": CALLS },
    activities: { "app:works": `return function() end` },
  }, async (worker) => assertRate(await startsOfLoad(worker))));

Deno.test("task_queue_activities_per_second holds over time for two processes", async () => {
  const taskQueue = crypto.randomUUID();
  await using app = await appFolder({
    "_index.yaml": `namespace: app
entries:
  - {name: client, kind: temporal.client, address: "${place.address}", namespace: ${place.namespace}}
  - name: worker
    kind: temporal.worker
    client: client
    task_queue: ${taskQueue}
    worker_options: {task_queue_activities_per_second: ${RATE}, disable_workflow_worker: true}
    lifecycle: {auto_start: true}
  - name: works
    kind: function.lua
    source: return { main = function() end }
    method: main
    meta: {temporal: {activity: {worker: worker}}}
`,
  });
  const settings = { taskQueue, localActivityWorkerOnly: true };
  await withWorker(place, { settings, workflows: { "app:calls": CALLS } }, async (worker) => {
    await using one = new LunationProcess(["run", "--app", app.path]);
    await using two = new LunationProcess(["run", "--app", app.path]);
    for (const process of [one, two]) await process.sees("Running the application");
    assertRate(await startsOfLoad(worker));
    for (const process of [one, two]) {
      process.kill("SIGTERM");
      assert.equal(await process.exitCode(), 0);
    }
  });
});
