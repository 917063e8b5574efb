import assert from "node:assert/strict";
import type { WorkflowHandle } from "@temporalio/client";
import { withForeignClient } from "../support/foreign_client.ts";
import { isSoak } from "../support/random_settings.ts";
import { testNamespace } from "../support/temporal.ts";
import { DyingWorker, type DyingWorkerPlan } from "./_dying_worker.ts";
import { sendNumbers } from "./_signal_senders.ts";

const place = await testNamespace("signals");

const SENDERS = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"];
const PER_SENDER = isSoak() ? 1000 : 100;
const PER_RUN = isSoak() ? 500 : 50;

/** Takes signals and goes on in a new run after so many, until every sender's last number came, or after so many runs. */
const SOURCE = `
  return function(per_run, senders, last, most_runs, seen, trouble, runs)
    seen, trouble, runs = seen or {}, trouble or {}, runs or 1
    local function is_over()
      if runs > most_runs then return true end
      local done = 0
      for _, number in pairs(seen) do if number >= last then done = done + 1 end end
      return done == senders
    end
    local signals = process.listen("n")
    for _ = 1, per_run do
      if is_over() then return { seen = seen, trouble = trouble, runs = runs } end
      local sender, number = unpack((signals:receive()))
      local expected = (seen[sender] or 0) + 1
      if number ~= expected then trouble[#trouble + 1] = sender .. number .. " after " .. expected - 1 end
      seen[sender] = number
    end
    process.upgrade(nil, per_run, senders, last, most_runs, seen, trouble, runs + 1)
  end`;

interface Result {
  readonly seen: Readonly<Record<string, number>>;
  readonly trouble: readonly string[];
  readonly runs: number;
}

Deno.test("numbered signals of ten senders all arrive once and in order, over many runs and two killed workers", async () => {
  const total = SENDERS.length * PER_SENDER;
  await withWorkflow([PER_RUN, SENDERS.length, PER_SENDER, total], async (handle, plan) => {
    let worker = await begin(plan);
    let sent = 0;
    const milestones = [total / 3, 2 * total / 3].map((at) => ({ at, ...Promise.withResolvers<void>() }));
    const sending = Promise.all(SENDERS.map((sender) =>
      sendNumbers(handle, sender, PER_SENDER, () => {
        sent++;
        for (const { at, resolve } of milestones) if (sent >= at) resolve();
      })
    ));
    for (const { promise } of milestones) {
      await promise;
      await worker.kill();
      worker = await begin(plan);
    }
    await sending;
    const { seen, trouble, runs } = await handle.result();
    await worker.kill();
    assert.deepEqual(trouble, []);
    assert.deepEqual(seen, Object.fromEntries(SENDERS.map((sender) => [sender, PER_SENDER])));
    assert.equal(runs, Math.floor(total / PER_RUN) + 1);
  });
});

Deno.test("a workflow goes on in new runs, and ends, under senders that never pause", async () => {
  const mostRuns = isSoak() ? 10 : 5;
  await withWorkflow([PER_RUN, 3, Number.MAX_SAFE_INTEGER, mostRuns], async (handle, plan) => {
    await using _worker = await begin(plan);
    const sending = Promise.all(SENDERS.slice(0, 3).map((sender) => sendNumbers(handle, sender, Infinity)));
    const { seen, trouble, runs } = await handle.result();
    await sending;
    assert.deepEqual(trouble, []);
    assert.equal(runs, mostRuns + 1);
    const received = Object.values(seen).reduce((sum, number) => sum + number, 0);
    assert.equal(received, mostRuns * PER_RUN);
  });
});

async function begin(plan: DyingWorkerPlan): Promise<DyingWorker> {
  const worker = new DyingWorker(plan);
  await worker.begin();
  return worker;
}

/** Starts the workflow, without a worker. */
async function withWorkflow(
  args: readonly number[],
  body: (handle: WorkflowHandle<() => Promise<Result>>, plan: DyingWorkerPlan) => Promise<void>,
): Promise<void> {
  await withForeignClient(place, async (client) => {
    const taskQueue = crypto.randomUUID();
    const plan = { place, taskQueue, workflows: { "app:counts": SOURCE }, activities: {} };
    const handle = await client.workflow.start("app:counts", {
      taskQueue,
      workflowId: crypto.randomUUID(),
      workflowTaskTimeout: "1s",
      args: [...args],
    });
    await body(handle as unknown as WorkflowHandle<() => Promise<Result>>, plan);
  });
}
