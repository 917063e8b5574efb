// What both workers of this benchmark are asked to do, by the same client in their own process. The plan is
// `{address, idle, steps, signals, replays}`.
import { deepEqual } from "node:assert/strict";
import process from "node:process";
import { setTimeout as wait } from "node:timers/promises";

/** Workflows that are started, or signals that are sent, at once. */
const LANES = 20;
/** Not measured. */
const WARM_UP = 50;

/**
 * @param worker `{client, taskQueue, cached(), replay(history, count)}`: a client of the TypeScript SDK, how many workflows
 * the worker holds, and replays of a history
 * @returns one measurement; processor time is that of the process, in milliseconds
 */
export async function measureState({ client, taskQueue, cached, replay }, { idle, steps, signals, replays }) {
  const start = (type, id, args = []) =>
    client.workflow.start(type, { taskQueue, workflowId: `${taskQueue}-${id}`, args });
  const startIdle = async (first, count) => {
    await inLanes(count, (index) => start("app:idle", `idle-${first + index}`));
    while (cached() < first + count) await wait(20);
  };

  await startIdle(0, WARM_UP);
  const rss = residentBytes();
  await startIdle(WARM_UP, idle);
  const idleBytes = (residentBytes() - rss) / idle;

  const counting = await start("app:counts", "counts", [signals]);
  const [cpu, begin] = [cpuMs(), performance.now()];
  await inLanes(signals, () => counting.signal("n", 1));
  deepEqual(await counting.result(), signals);
  const [signalsCpuMs, signalsSeconds] = [cpuMs() - cpu, (performance.now() - begin) / 1000];

  const stepping = await start("app:steps", "steps", [steps]);
  deepEqual(await stepping.result(), steps);
  const history = await stepping.fetchHistory();
  await replay(history, 2);
  const before = cpuMs();
  await replay(history, replays);
  const replayCpuMs = (cpuMs() - before) / replays;
  return { idleBytes, signalsCpuMs, signalsSeconds, replayCpuMs, events: history.events.length };
}

async function inLanes(count, work) {
  let next = 0;
  await Promise.all(Array.from({ length: LANES }, async () => {
    while (next < count) await work(next++);
  }));
}

function residentBytes() {
  globalThis.gc?.();
  return process.memoryUsage().rss;
}

function cpuMs() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
