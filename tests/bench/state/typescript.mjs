// The workflows of this benchmark on Temporal's TypeScript SDK. Takes a JSON plan and the path of the workflow bundle, and
// prints one JSON measurement.
import { Client } from "@temporalio/client";
import { DefaultLogger, NativeConnection, Runtime, Worker } from "@temporalio/worker";
import { measureState } from "./driver.mjs";

const plan = JSON.parse(process.argv[2]);
const workflowBundle = { codePath: process.argv[3] };
const taskQueue = `typescript-${process.pid}`;

Runtime.install({ logger: new DefaultLogger("WARN") });
const connection = await NativeConnection.connect({ address: plan.address });
const worker = await Worker.create({
  connection,
  taskQueue,
  workflowBundle,
  activities: { "app:echo": (value) => Promise.resolve(value) },
  maxCachedWorkflows: plan.idle * 2,
});
const running = worker.run();
const measurement = await measureState({
  client: new Client({ connection }),
  taskQueue,
  cached: () => worker.getStatus().numCachedWorkflows,
  async replay(history, count) {
    const histories = Array.from({ length: count }, (_, index) => ({ workflowId: `replay-${index}`, history }));
    for await (const { error } of Worker.runReplayHistories({ workflowBundle }, histories)) if (error) throw error;
  },
}, plan);
worker.shutdown();
await running;
await connection.close();
console.log(JSON.stringify(measurement));
process.exit(0);
