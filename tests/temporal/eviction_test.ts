import assert from "node:assert/strict";
import { TestLogger, testNamespace, withWorker } from "../support/temporal.ts";

const place = await testNamespace("evictions");

/** Every task of it is replayed when the run is not in the cache. */
const STEPS = `
  local funcs, time = require("funcs"), require("time")
  return { main = function(n)
    print("begins", n)
    local trail, begin, drawn = {}, time.now(), math.random()
    local kept = funcs.call("app:add", drawn, 0)
    for step = 1, 3 do
      trail[step] = funcs.call("app:add", n, step)
      time.sleep("10ms")
    end
    return { trail = trail, later = time.now():after(begin), same = kept == drawn }
  end }`;

/** By cache: how many tasks there can be at once, and why. */
const CLAMPS: Readonly<Record<string, readonly [number, string]>> = {
  "0": [1, "without a cache workflows run one by one"],
  "2": [2, "it cannot exceed max_cached_workflows"],
};

for (const maxCachedWorkflows of [0, 2, undefined]) {
  Deno.test(`workflows end right with max_cached_workflows ${maxCachedWorkflows}`, async () => {
    const logger = new TestLogger();
    await withWorker(place, {
      logger,
      settings: { maxCachedWorkflows },
      workflows: { "app:steps": STEPS },
      activities: { "app:add": `return function(a, b) return a + b end` },
    }, async ({ foreign, taskQueue }) => {
      const numbers = Array.from({ length: 20 }, (_, n) => n);
      const results = await Promise.all(
        numbers.map((n) =>
          foreign.workflow.execute("app:steps", { taskQueue, workflowId: crypto.randomUUID(), args: [n] })
        ),
      );
      assert.deepEqual(
        results,
        numbers.map((n) => ({ trail: [n + 1, n + 2, n + 3], later: true, same: true })),
      );
    });
    const printed = logger.records.filter((record) => record.startsWith("info: begins"));
    assert.equal(printed.length, 20, "print is silent in replays");
    const clamped = logger.records.filter((record) => record.startsWith("warn: "));
    const [slots, reason] = CLAMPS[String(maxCachedWorkflows)] ?? [];
    const setting = "max_concurrent_workflow_task_execution_size";
    assert.deepEqual(clamped, slots ? [`warn: Worker "test:worker": ${setting} is ${slots}, not 100: ${reason}`] : []);
  });
}

Deno.test("print speaks in replays when enable_logging_in_replay says so", async () => {
  const logger = new TestLogger();
  await withWorker(place, {
    logger,
    options: { max_cached_workflows: 0, enable_logging_in_replay: true },
    workflows: { "app:loud": `return function() print("x") require("time").sleep("10ms") end` },
  }, async ({ foreign, taskQueue }) => {
    await foreign.workflow.execute("app:loud", { taskQueue, workflowId: crypto.randomUUID() });
  });
  assert.deepEqual(logger.records.filter((record) => record.startsWith("info: ")), ["info: x", "info: x"]);
});
