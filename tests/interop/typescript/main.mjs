// A program on Temporal's TypeScript SDK that Lunation is tried with: a worker of its own queue, and a client that does what
// it is told (tests/interop/_peer.ts).
//
// Takes one argument, JSON with address, namespace and taskQueue. Reads one request a line from stdin, and writes one
// answer a line to stdout; ends with stdin.
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { Client } from "@temporalio/client";
import { DefaultLogger, NativeConnection, Runtime, Worker } from "@temporalio/worker";
import { activities } from "./activities.mjs";
import { describeFailure } from "./describe_failure.mjs";
import { activityInterceptor, clientInterceptor } from "./headers.mjs";

const { address, namespace, taskQueue } = JSON.parse(process.argv[2]);
const workflowsPath = fileURLToPath(new URL("./workflows.ts", import.meta.url));

// stdout is for answers alone.
Runtime.install({
  logger: new DefaultLogger("ERROR", ({ message }) => console.error(message)),
  telemetryOptions: { logging: { filter: "ERROR", forward: {} } },
});
const connection = await NativeConnection.connect({ address });
const { workflow } = new Client({ connection, namespace, interceptors: { workflow: [clientInterceptor] } });
const worker = await Worker.create({
  connection,
  namespace,
  taskQueue,
  workflowsPath,
  activities,
  maxHeartbeatThrottleInterval: "200ms",
  interceptors: { activity: [activityInterceptor], workflowModules: [workflowsPath] },
});

const OPERATIONS = {
  start: ({ type, workflowId, taskQueue, args, timeoutMs }) => {
    return workflow.start(type, { workflowId, taskQueue, args, workflowExecutionTimeout: timeoutMs }).then(() => {});
  },
  result: ({ workflowId }) => workflow.getHandle(workflowId).result(),
  signal: ({ workflowId, name, args }) => workflow.getHandle(workflowId).signal(name, ...args),
  query: ({ workflowId, name, args }) => workflow.getHandle(workflowId).query(name, ...args),
  update: ({ workflowId, name, args }) => workflow.getHandle(workflowId).executeUpdate(name, { args }),
  cancel: ({ workflowId }) => workflow.getHandle(workflowId).cancel().then(() => {}),
};

async function serve() {
  const pending = new Set();
  for await (const line of createInterface({ input: process.stdin })) {
    const answer = perform(JSON.parse(line)).then((text) => console.log(text));
    pending.add(answer.finally(() => pending.delete(answer)));
  }
  await Promise.all(pending);
}

async function perform({ id, operation, ...request }) {
  try {
    return JSON.stringify({ id, value: await OPERATIONS[operation](request) });
  } catch (error) {
    return JSON.stringify({ id, failure: describeFailure(error) });
  }
}

await worker.runUntil(serve());
await connection.close();
