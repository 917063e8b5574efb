import assert from "node:assert/strict";
import type { Client, WorkflowHandle } from "@temporalio/client";
import { tsToMs } from "@temporalio/common/lib/time.js";
import { gateSource, openGate } from "../support/gate.ts";
import { TcpRelay } from "../support/tcp_relay.ts";
import { type Running, TestLogger, testNamespace, type TestWorker, withWorker } from "../support/temporal.ts";
import { until } from "../support/until.ts";

/* What the options of a worker (spec/temporal-config.md §8) do, as the server sees it. */

const place = await testNamespace("options");

const [WORKFLOW, ACTIVITY] = [1, 2];
const [NORMAL, STICKY] = [1, 2];

const CALLS = `local funcs = require("funcs") return function() return funcs.call("app:works") end`;
const WORKS = `return function() return "worked" end`;
const BOTH: TestWorker = { workflows: { "app:calls": CALLS }, activities: { "app:works": WORKS } };

function start({ foreign, taskQueue }: Pick<Running, "foreign" | "taskQueue">, type: string): Promise<WorkflowHandle> {
  return foreign.workflow.start(type, { taskQueue, workflowId: crypto.randomUUID() });
}

/** The pollers of a queue that the server knows of. */
async function pollers({ workflowService }: Client, name: string, taskQueueType: number) {
  const { namespace } = place;
  const described = await workflowService.describeTaskQueue({ namespace, taskQueue: { name }, taskQueueType });
  return described.pollers ?? [];
}

async function events(handle: WorkflowHandle) {
  return (await handle.fetchHistory()).events ?? [];
}

/** Milliseconds between two events by the server's clock. */
function between(from: { eventTime?: unknown } | undefined, to: { eventTime?: unknown } | undefined): number {
  assert.ok(from && to, "the history lacks an event");
  return tsToMs(to.eventTime as never) - tsToMs(from.eventTime as never);
}

Deno.test("identity is what the server calls the worker", async () => {
  await withWorker(place, { ...BOTH, options: { identity: "worker seven" } }, async (running) => {
    const handle = await start(running, "app:calls");
    assert.equal(await handle.result(), "worked");
    const history = await events(handle);
    assert.deepEqual(
      history.map((event) => event.workflowTaskStartedEventAttributes ?? event.activityTaskStartedEventAttributes)
        .flatMap((attributes) => attributes ? [attributes.identity] : []),
      ["worker seven", "worker seven", "worker seven"],
    );
    for (const type of [WORKFLOW, ACTIVITY]) {
      const found = await pollers(running.foreign, running.taskQueue, type);
      assert.deepEqual(found.map(({ identity }) => identity), ["worker seven"]);
    }
  });
});

Deno.test("without an identity a worker is its process, host and queue", async () => {
  await withWorker(place, { ...BOTH, options: {} }, async ({ foreign, taskQueue }) => {
    const [poller] = await until(async () => {
      const found = await pollers(foreign, taskQueue, WORKFLOW);
      return found.length > 0 && found;
    });
    assert.equal(poller!.identity, `${Deno.pid}@${Deno.hostname()}@${taskQueue}`);
  });
});

Deno.test("disable_workflow_worker leaves workflows, local_activity_worker_only activities to another worker", async () => {
  const taskQueue = crypto.randomUUID();
  const workflowsOnly = {
    ...BOTH,
    settings: { taskQueue },
    options: { identity: "workflows", local_activity_worker_only: true },
  };
  const activitiesOnly = {
    ...BOTH,
    settings: { taskQueue },
    options: { identity: "activities", disable_workflow_worker: true },
  };
  await withWorker(place, workflowsOnly, async (running) => {
    await withWorker(place, activitiesOnly, async () => {
      const handles = await Promise.all(Array.from({ length: 10 }, () => start(running, "app:calls")));
      assert.deepEqual(await Promise.all(handles.map((handle) => handle.result())), Array(10).fill("worked"));
      for (const handle of handles) {
        for (const event of await events(handle)) {
          const workflowTask = event.workflowTaskStartedEventAttributes;
          const activityTask = event.activityTaskStartedEventAttributes;
          if (workflowTask) assert.equal(workflowTask.identity, "workflows");
          if (activityTask) assert.equal(activityTask.identity, "activities");
        }
      }
      const identities = async (type: number) =>
        (await pollers(running.foreign, taskQueue, type)).map(({ identity }) => identity);
      assert.deepEqual(await identities(WORKFLOW), ["workflows"]);
      assert.deepEqual(await identities(ACTIVITY), ["activities"]);
    });
  });
});

Deno.test("a worker without workflows leaves them to another worker on its queue", async () => {
  const taskQueue = crypto.randomUUID();
  const settings = { taskQueue };
  await withWorker(place, { settings, activities: BOTH.activities }, async (running) => {
    await withWorker(place, { settings, workflows: BOTH.workflows }, async () => {
      const handles = await Promise.all(Array.from({ length: 10 }, () => start(running, "app:calls")));
      assert.deepEqual(await Promise.all(handles.map((handle) => handle.result())), Array(10).fill("worked"));
      for (const handle of handles) {
        assert.ok((await events(handle)).every((event) => !event.workflowTaskFailedEventAttributes));
      }
    });
  });
});

Deno.test("task_queue_activities_per_second is the rate that the server keeps for the queue", async () => {
  await withWorker(
    place,
    { ...BOTH, options: { task_queue_activities_per_second: 7 } },
    async ({ foreign, taskQueue }) => {
      const [poller] = await until(async () => {
        const found = await pollers(foreign, taskQueue, ACTIVITY);
        return found.length > 0 && found;
      });
      assert.equal(poller!.ratePerSecond, 7);
    },
  );
});

for (const [max_cached_workflows, kind] of [[0, NORMAL], [2, STICKY]] as const) {
  Deno.test(`max_cached_workflows ${max_cached_workflows}: later tasks come by a queue of kind ${kind}`, async () => {
    await withWorker(place, { ...BOTH, options: { max_cached_workflows } }, async (running) => {
      const handle = await start(running, "app:calls");
      await handle.result();
      const queues = (await events(handle)).flatMap((event) => event.workflowTaskScheduledEventAttributes ?? []);
      assert.deepEqual(queues.map(({ taskQueue }) => taskQueue?.kind), [NORMAL, kind]);
      if (kind === STICKY) assert.equal(queues[1]!.taskQueue?.normalName, running.taskQueue);
    });
  });
}

Deno.test("sticky_schedule_to_start_timeout is how long a task waits for the worker that has the workflow", async () => {
  const queue = `gate-${crypto.randomUUID()}`;
  const workflows = { "app:waits": gateSource(queue) + `return function() gate() return "through" end` };
  await using relay = new TcpRelay(place.address);
  await withWorker(place, BOTH, async ({ foreign }) => {
    const far = { ...place, address: relay.address };
    await withWorker(far, { workflows, options: { sticky_schedule_to_start_timeout: "2s" } }, async ({ taskQueue }) => {
      const handle = await start({ foreign, taskQueue }, "app:waits");
      await until(async () => (await handle.describe()).raw.pendingActivities?.length);
      relay.cut();
      await openGate(foreign, queue);
      const timedOut = await until(async () =>
        (await events(handle)).find((event) => event.workflowTaskTimedOutEventAttributes)
      );
      relay.mend();
      assert.equal(await handle.result(), "through");
      const { scheduledEventId } = timedOut.workflowTaskTimedOutEventAttributes!;
      const scheduled = (await events(handle)).find(({ eventId }) => eventId?.eq(scheduledEventId!));
      const waited = between(scheduled, timedOut);
      assert.ok(waited >= 1900 && waited < 4900, `waited for ${waited} ms`);
    });
  });
});

Deno.test("deadlock_detection_timeout is how long a task may run", async () => {
  const given = {
    options: { deadlock_detection_timeout: "2s" },
    workflows: { "app:loops": `return function() while true do end end` },
  };
  await withWorker(place, given, async (running) => {
    const handle = await start(running, "app:loops");
    const failed = await until(async () =>
      (await events(handle)).find((event) => event.workflowTaskFailedEventAttributes)
    );
    const begun = (await events(handle)).find((event) => event.workflowTaskStartedEventAttributes);
    assert.ok(between(begun, failed) >= 1900, `failed after ${between(begun, failed)} ms`);
    await handle.terminate();
  });
});

/** A workflow whose activity waits until it is canceled; runs `body` once it has begun. */
async function whileWaiting(
  options: TestWorker["options"],
  callOptions: string,
  body: (handle: WorkflowHandle) => Promise<void>,
  logger = new TestLogger(),
): Promise<void> {
  const given: TestWorker = {
    logger,
    options,
    workflows: {
      "app:calls": `local funcs = require("funcs").new():with_options({
          ["activity.start_to_close_timeout"] = "1h", ${callOptions}
        })
        return function() local _, err = funcs:call("app:waits") return err and err:kind() end`,
    },
    activities: {
      "app:waits": `return function()
        local _, err = pcall(require("time").sleep, "1h")
        print("ended", err:kind())
      end`,
    },
  };
  await withWorker(place, given, async (running) => {
    const handle = await start(running, "app:calls");
    await until(async () => (await handle.describe()).raw.pendingActivities?.[0]?.lastStartedTime);
    await body(handle);
  });
}

/** Milliseconds from the start of a run's activity to its first heartbeat that is later than `after`. */
async function heartbeatAfter(handle: WorkflowHandle, after: number): Promise<number> {
  return await until(async () => {
    const activity = (await handle.describe()).raw.pendingActivities?.[0];
    if (!activity?.lastHeartbeatTime || !activity.lastStartedTime) return false;
    const age = tsToMs(activity.lastHeartbeatTime) - tsToMs(activity.lastStartedTime);
    return age > after && age;
  });
}

Deno.test("max_heartbeat_throttle_interval bounds the time between two heartbeats", async () => {
  const options = { max_heartbeat_throttle_interval: "300ms" };
  await whileWaiting(options, `["activity.heartbeat_timeout"] = "1h"`, async (handle) => {
    // Without a bound of its own it would be the default's 60 s.
    assert.ok(await heartbeatAfter(handle, 200) < 30_000);
    await handle.terminate();
  });
});

Deno.test("default_heartbeat_throttle_interval is how often an activity without a timeout is heard of, and hears of its end", async () => {
  const logger = new TestLogger();
  await whileWaiting({ default_heartbeat_throttle_interval: "500ms" }, "", async (handle) => {
    const age = await heartbeatAfter(handle, 0);
    assert.ok(age >= 400, "not before the interval is over");
    assert.ok(age < 15_000, "long before the default of 30 s");
    await handle.terminate();
    await until(() => logger.records.includes("info: ended Canceled"));
  }, logger);
});
