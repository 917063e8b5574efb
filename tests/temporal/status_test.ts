import assert from "node:assert/strict";
import { TcpRelay } from "../support/tcp_relay.ts";
import { testNamespace, withWorker } from "../support/temporal.ts";
import { until } from "../support/until.ts";

const place = await testNamespace("status");

Deno.test("a worker's status tells slots in use and their limits, cached workflows and tasks so far", async () => {
  const given = {
    options: { max_cached_workflows: 2, max_concurrent_activity_execution_size: 7 },
    workflows: { "app:calls": `return function() return (require("funcs").call("app:waits")) end` },
    activities: { "app:waits": `return function() require("time").sleep("1h") end` },
  };
  await withWorker(place, given, async ({ foreign, worker, taskQueue }) => {
    const idle = {
      queue: taskQueue,
      workflowSlots: { used: 0, limit: 2 },
      activitySlots: { used: 0, limit: 7 },
      cachedWorkflows: 0,
      tasks: 0,
    };
    assert.deepEqual(worker.status(), idle);
    const handle = await foreign.workflow.start("app:calls", { taskQueue, workflowId: crypto.randomUUID() });
    const busy = { ...idle, activitySlots: { used: 1, limit: 7 }, cachedWorkflows: 1, tasks: 2 };
    await until(() => worker.status().activitySlots?.used === 1 && worker.status().workflowSlots?.used === 0);
    assert.deepEqual(worker.status(), busy);
    await handle.terminate();
  });
});

Deno.test("a client's status tells that its server is lost, and no longer when it is back", async () => {
  await using relay = new TcpRelay(place.address);
  const far = { ...place, address: relay.address, keepAlive: { time: 200, timeout: 2000 } };
  await withWorker(far, {}, async ({ client }) => {
    assert.deepEqual(client.status(), {});
    relay.cut();
    const { fault } = await until(() => client.status().fault !== undefined && client.status());
    assert.match(fault!, /^cannot connect to Temporal at /);
    relay.mend();
    await until(() => client.status().fault === undefined);
  });
});
