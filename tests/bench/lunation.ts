import assert from "node:assert/strict";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { systemClock } from "../../src/base/mod.ts";
import { kinds, temporalClient } from "../../src/kinds/mod.ts";
import { load, type LoadedApp, prepare, run } from "../../src/app/mod.ts";
import { TemporalClient } from "../../src/temporal/mod.ts";
import { LuaWorker } from "../../src/temporal/lua_worker.ts";
import { LuaWorkflowCreator } from "../../src/workflow/mod.ts";
import { TestLogger, workflowSettings } from "../support/temporal.ts";
import type { Measurement, Plan } from "./plan.ts";

const WORKFLOW = "app:order";

/** The order workflow of the benchmark on Lunation, started as `lunation run` starts it. Prints a {@linkcode Measurement}. */
async function main(plan: Plan): Promise<void> {
  const app = await loadApp(plan);
  const signal = new AbortController().signal;
  const running = await run(app, prepare(app), { logger: new TestLogger(), clock: systemClock, signal });
  const client = running.component(temporalClient, "app:temporal_client");
  assert.ok(client instanceof TemporalClient);

  await runOrders(client, plan.taskQueue, "warm-up", plan.warmUp);
  const [cpu, start] = [cpuMs(), performance.now()];
  await runOrders(client, plan.taskQueue, "run", plan.workflows);
  const [seconds, runCpuMs] = [(performance.now() - start) / 1000, cpuMs() - cpu];
  const history = await client.workflows.getHandle(`${plan.taskQueue}-run-0`).fetchHistory();
  await running.stop();

  const measurement: Measurement = {
    seconds,
    cpuMs: runCpuMs,
    replayCpuMs: await replay(app, history, plan),
    peakRssBytes: process.resourceUsage().maxRSS * 1024,
    events: history.events?.length ?? 0,
  };
  console.log(JSON.stringify(measurement));
}

async function loadApp({ address, taskQueue, slots, pollers }: Plan): Promise<LoadedApp> {
  const options = "app:worker:worker_options";
  const overrides = [
    `app:temporal_client:address=${address}`,
    `app:worker:task_queue=${taskQueue}`,
    `${options}.max_concurrent_workflow_task_execution_size=${slots}`,
    `${options}.max_concurrent_activity_execution_size=${slots}`,
    `${options}.max_concurrent_workflow_task_pollers=${pollers}`,
    `${options}.max_concurrent_activity_task_pollers=${pollers}`,
  ];
  const app = await load({ appFolder: fileURLToPath(new URL("./app", import.meta.url)), overrides, kinds });
  assert.deepEqual(app.collector.diagnostics, []);
  return app;
}

async function runOrders(client: TemporalClient, taskQueue: string, phase: string, count: number): Promise<void> {
  const expected = new Map<string, unknown>([["status", "completed"], ["payment", "pay-1"], ["sum", 5001]]);
  await Promise.all(Array.from({ length: count }, async (_, index) => {
    const result = await client.workflows.execute(WORKFLOW, {
      taskQueue,
      workflowId: `${taskQueue}-${phase}-${index}`,
      args: [new Map([["total", 5000]])],
    });
    assert.deepEqual(new Map([...result as Map<string, unknown>]), expected);
  }));
}

/** Milliseconds of processor time for the replays that follow the warm-up. */
async function replay(app: LoadedApp, history: unknown, { warmUp, replays }: Plan): Promise<number> {
  const program = app.lua.program(app.find(WORKFLOW)!);
  assert.ok(program);
  const creator = new LuaWorkflowCreator(new Map([[WORKFLOW, program]]), workflowSettings());
  const options = LuaWorker.workflows(creator);
  const histories = Array.from(
    { length: warmUp + replays },
    (_, index) => ({ workflowId: `replay-${index}`, history }),
  );
  let [done, begin] = [0, cpuMs()];
  for await (const { error } of LuaWorker.runReplayHistories(options, histories)) {
    if (error) throw error;
    if (++done === warmUp) begin = cpuMs();
  }
  return cpuMs() - begin;
}

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

await main(JSON.parse(Deno.args[0]!));
Deno.exit();
