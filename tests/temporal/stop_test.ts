import assert from "node:assert/strict";
import { TestLogger, testNamespace, withWorker } from "../support/temporal.ts";
import { until } from "../support/until.ts";

const place = await testNamespace("stops");

const CUT_REGEXP = /^activity "app:works" of workflow "[-0-9a-f]+", attempt 1$/;

const CALLER = `return function()
  local result, err = require("funcs").new():with_options({
    ["activity.retry_policy"] = { maximum_attempts = 1 },
    ["activity.start_to_close_timeout"] = "1m",
  }):call("app:works")
  if err then return { kind = err:kind(), message = err:message(), retryable = err:retryable() } end
  return { result = result }
end`;

/** Starts a workflow whose activity says "working", and gives what is needed to stop the worker meanwhile. */
async function whileWorking(
  body: string,
  stopTimeout: number,
  stop: (worker: { stop(signal: AbortSignal): Promise<{ cut: string[] }> }) => Promise<void>,
): Promise<unknown> {
  const logger = new TestLogger();
  const workflowId = crypto.randomUUID();
  const taskQueue = crypto.randomUUID();
  const given = {
    logger,
    settings: { workerStopTimeout: stopTimeout, taskQueue },
    workflows: { "app:caller": CALLER },
    activities: { "app:works": `local time = require("time") return function() print("working") ${body} end` },
  };
  await withWorker(place, given, async ({ foreign, worker }) => {
    await foreign.workflow.start("app:caller", { taskQueue, workflowId });
    await until(() => logger.records.includes("info: working"));
    await stop(worker);
  });
  let result: unknown;
  await withWorker(place, { ...given, activities: {} }, async ({ foreign }) => {
    result = await foreign.workflow.getHandle(workflowId).result();
  });
  return result;
}

Deno.test("a worker that stops lets a running activity finish within worker_stop_timeout", async () => {
  const result = await whileWorking(`time.sleep("500ms") return "finished"`, 60_000, async (worker) => {
    assert.deepEqual(await worker.stop(new AbortController().signal), { cut: [] });
    assert.deepEqual(await worker.stop(new AbortController().signal), { cut: [] }, "a second stop does nothing");
  });
  assert.deepEqual(result, { result: "finished" });
});

Deno.test("an activity that catches the cancellation after worker_stop_timeout may still return", async () => {
  const result = await whileWorking(
    `local ok, err = pcall(time.sleep, "10m") return "tidied up after " .. err:kind()`,
    0,
    async (worker) => {
      assert.deepEqual(await worker.stop(new AbortController().signal), { cut: [] });
    },
  );
  assert.deepEqual(result, { result: "tidied up after Canceled" });
});

for (
  const [how, body] of Object.entries({
    "that does not look at its wait": `time.sleep("10m") return "rested for ten minutes"`,
    "that gives in to the cancellation": `return time.sleep("10m")`,
    "that waits in select": `channel.select{ time.after("10m"):case_receive() } return "rested"`,
    "that makes a failure of the cancellation": `
      local ok, err = pcall(time.sleep, "10m")
      return nil, errors.new{ message = "no rest", kind = "Invalid", retryable = false }`,
    "that makes a text of the cancellation": `
      local ok, err = pcall(time.sleep, "10m")
      if not ok then return nil, "no rest: " .. tostring(err) end`,
  })
) {
  Deno.test(`an activity ${how} was cut by the stop, and may be tried again`, async () => {
    const result = await whileWorking(body, 0, async (worker) => {
      const { cut } = await worker.stop(new AbortController().signal);
      assert.equal(cut.length, 1);
      assert.match(cut[0]!, CUT_REGEXP);
    });
    assert.deepEqual(result, { kind: "Unavailable", message: "worker stopped", retryable: true });
  });
}

Deno.test("what still runs when the grace period is over is cut and named", async () => {
  const result = await whileWorking(`while true do time.sleep("1ms") end`, 60_000, async (worker) => {
    const grace = new AbortController();
    const stopping = worker.stop(grace.signal);
    grace.abort();
    const { cut } = await stopping;
    assert.equal(cut.length, 1);
    assert.match(cut[0]!, CUT_REGEXP);
  });
  assert.deepEqual(result, { kind: "Unavailable", message: "worker stopped", retryable: true });
});

Deno.test("a worker that was never started stops without a word", async () => {
  await withWorker(place, {}, async ({ worker }) => {
    assert.deepEqual(await worker.stop(AbortSignal.abort()), { cut: [] });
  });
});
