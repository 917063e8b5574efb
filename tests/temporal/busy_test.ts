import assert from "node:assert/strict";
import { taskFailure, TestLogger, testNamespace, withWorker } from "../support/temporal.ts";
import { until } from "../support/until.ts";

const place = await testNamespace("busy");

Deno.test("an endless loop in a workflow fails the task, naming entry and line, and others go on", async () => {
  const logger = new TestLogger();
  await withWorker(place, {
    logger,
    settings: { deadlockDetectionTimeout: 200 },
    workflows: {
      "app:loop": `
        return function()
          while true do
            pcall(function()
              while true do end
            end)
          end
        end`,
      "app:quick": `return function() return "done" end`,
    },
  }, async ({ foreign, taskQueue }) => {
    const handle = await foreign.workflow.start("app:loop", { taskQueue, workflowId: crypto.randomUUID() });
    const failure = await until(() => taskFailure(handle));
    assert.match(
      failure.message ?? "",
      /^workflow "app:loop": "app:loop" ran for more than 200 ms without waiting, at loop\.lua:5 \(limit: .*deadlock_detection_timeout\)$/,
    );
    assert.match(failure.stackTrace ?? "", /loop\.lua:5/);
    assert.equal(
      await foreign.workflow.execute("app:quick", { taskQueue, workflowId: crypto.randomUUID() }),
      "done",
    );
    assert.equal((await handle.describe()).status.name, "RUNNING");
    await handle.terminate();
  });
  assert.ok(logger.records.some((record) => record.startsWith('error: Workflow task failed: workflow "app:loop"')));
});

Deno.test("a workflow whose task failed goes on when its code is mended", async () => {
  const workflowId = crypto.randomUUID();
  const taskQueue = crypto.randomUUID();
  const source = (body: string) => ({
    settings: { taskQueue, deadlockDetectionTimeout: 100 },
    workflows: { "app:mended": `return function() ${body} return "mended" end` },
  });
  await withWorker(place, source("while true do end"), async ({ foreign }) => {
    const options = { taskQueue, workflowId, workflowTaskTimeout: "1s" } as const;
    const handle = await foreign.workflow.start("app:mended", options);
    await until(() => taskFailure(handle));
  });
  await withWorker(place, source(""), async ({ foreign }) => {
    assert.equal(await foreign.workflow.getHandle(workflowId).result(), "mended");
  });
});

Deno.test("a busy activity is sliced: another workflow runs between two of its slices", async () => {
  const logger = new TestLogger();
  const ticks = () => logger.records.filter((record) => record === "info: tick").length;
  await withWorker(place, {
    logger,
    workflows: {
      "app:calls_busy": `return function() require("funcs").call("app:busy") end`,
      "app:quick": `return function() return "done" end`,
    },
    activities: {
      "app:busy": `return function()
        while true do
          for i = 1, 100000 do end
          print("tick")
        end
      end`,
    },
  }, async ({ foreign, taskQueue }) => {
    const busy = await foreign.workflow.start("app:calls_busy", { taskQueue, workflowId: crypto.randomUUID() });
    await until(() => ticks() > 0);
    await foreign.workflow.execute("app:quick", { taskQueue, workflowId: crypto.randomUUID() });
    const before = ticks();
    await until(() => ticks() > before);
    assert.equal((await busy.describe()).status.name, "RUNNING");
    await busy.terminate();
  });
});

Deno.test("__stack_trace tells where each coroutine waits, other queries are unknown", async () => {
  await withWorker(place, {
    workflows: {
      "app:waits": `
        local time = require("time")
        local function nap() time.sleep("1h") end
        return { main = function()
          coroutine.spawn(function()
            time.sleep("2h")
          end)
          nap()
        end }`,
    },
  }, async ({ foreign, taskQueue }) => {
    const handle = await foreign.workflow.start("app:waits", { taskQueue, workflowId: crypto.randomUUID() });
    const text = await handle.query<string>("__stack_trace");
    assert.match(text, /^coroutine 1:\n {4}waits\.lua:3: in .*\(app:waits\)\n {4}waits\.lua:8: in /);
    assert.match(text, /\n\ncoroutine 2:\n {4}waits\.lua:6: in /);
    await assert.rejects(handle.query("stock"), /unknown query type: stock/);
    await handle.terminate();
  });
});

Deno.test("signals that no script reads do no harm", async () => {
  await withWorker(place, {
    workflows: { "app:naps": `return function() require("time").sleep("300ms") return "slept" end` },
  }, async ({ foreign, taskQueue }) => {
    const handle = await foreign.workflow.start("app:naps", { taskQueue, workflowId: crypto.randomUUID() });
    await handle.signal("hello", 1);
    assert.equal(await handle.result(), "slept");
  });
});
