// The order workflow of the benchmark on Temporal's TypeScript SDK. Takes a JSON plan (tests/bench/plan.ts) and the path
// of the workflow bundle, and prints one JSON measurement.
import { deepEqual } from "node:assert/strict";
import { Client } from "@temporalio/client";
import { DefaultLogger, NativeConnection, Runtime, Worker } from "@temporalio/worker";

const { address, taskQueue, workflows, replays, warmUp, slots, pollers } = JSON.parse(process.argv[2]);
const workflowBundle = { codePath: process.argv[3] };

Runtime.install({ logger: new DefaultLogger("WARN") });
const connection = await NativeConnection.connect({ address });
const client = new Client({ connection });
const worker = await Worker.create({
  connection,
  taskQueue,
  workflowBundle,
  activities: { "app:charge": ({ amount }) => Promise.resolve({ id: "pay-1", amount }) },
  maxConcurrentWorkflowTaskExecutions: slots,
  maxConcurrentActivityTaskExecutions: slots,
  maxConcurrentWorkflowTaskPolls: pollers,
  maxConcurrentActivityTaskPolls: pollers,
});
const running = worker.run();

await runOrders("warm-up", warmUp);
const [cpu, start] = [cpuMs(), performance.now()];
await runOrders("run", workflows);
const [seconds, runCpuMs] = [(performance.now() - start) / 1000, cpuMs() - cpu];
const history = await client.workflow.getHandle(`${taskQueue}-run-0`).fetchHistory();
worker.shutdown();
await running;
await connection.close();

const replayCpuMs = await replay();
const peakRssBytes = process.resourceUsage().maxRSS * 1024;
const events = history.events.length;
console.log(JSON.stringify({ seconds, cpuMs: runCpuMs, replayCpuMs, peakRssBytes, events }));
process.exit(0);

async function runOrders(phase, count) {
  await Promise.all(Array.from({ length: count }, async (_, index) => {
    const workflowId = `${taskQueue}-${phase}-${index}`;
    const result = await client.workflow.execute("app:order", { taskQueue, workflowId, args: [{ total: 5000 }] });
    deepEqual(result, { status: "completed", payment: "pay-1", sum: 5001 });
  }));
}

/** Milliseconds of processor time for the replays that follow the warm-up. */
async function replay() {
  const histories = Array.from(
    { length: warmUp + replays },
    (_, index) => ({ workflowId: `replay-${index}`, history }),
  );
  let [done, begin] = [0, cpuMs()];
  for await (const { error } of Worker.runReplayHistories({ workflowBundle }, histories)) {
    if (error) throw error;
    if (++done === warmUp) begin = cpuMs();
  }
  return cpuMs() - begin;
}

function cpuMs() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
