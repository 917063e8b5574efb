import assert from "node:assert/strict";
import { systemClock } from "../../src/base/mod.ts";
import type { ServiceCall } from "../../src/temporal/executions/service_call.ts";
import { ExitWatcher } from "../../src/temporal/executions/exit_watcher.ts";
import { isSoak } from "../support/random_settings.ts";
import { testNamespace, withWorker } from "../support/temporal.ts";
import { usedHeap } from "../support/used_heap.ts";

const place = await testNamespace("exits");
/** Nobody serves it: the workflows stay open until they are terminated. */
const QUEUE = "unserved";
const WATCHES = isSoak() ? 10_000 : 1000;
const PARALLEL = 20;
/** Long polls, looks and a question for what closed. */
const MOST_CALLS = 64 + 8 + 1;
/** Of the heap, for each watch. */
const MOST_BYTES = 4000;

Deno.test(`ExitWatcher tells the end of ${WATCHES} workflows once each, with few calls at a time and little memory`, async () => {
  await withWorker(place, {}, async ({ client }) => {
    let calls = 0;
    let most = 0;
    const counted: ServiceCall = (body) => {
      most = Math.max(most, ++calls);
      return client.call(body).finally(() => calls--);
    };
    const watcher = new ExitWatcher(counted, systemClock);
    const ids = Array.from({ length: WATCHES }, (_, index) => `watched-${index}`);
    await eachOf(ids, (workflowId) =>
      client.call((service, namespace) =>
        service.startWorkflowExecution({
          ...{ namespace, workflowId, requestId: workflowId },
          workflowType: { name: "any" },
          taskQueue: { name: QUEUE },
        })
      ));
    const told = new Map<string, number>();
    const before = usedHeap();
    const { promise, resolve } = Promise.withResolvers<void>();
    for (const id of ids) {
      watcher.watch(id, undefined, ({ error }) => {
        assert.equal(error?.message, "workflow terminated");
        told.set(id, (told.get(id) ?? 0) + 1);
        if (told.size === WATCHES) resolve();
      });
    }
    const unwatched: string[] = [];
    const unwatch = watcher.watch(ids[7]!, undefined, () => unwatched.push("told"));
    unwatch();
    const bytes = (usedHeap() - before) / WATCHES;
    assert.ok(bytes < MOST_BYTES, `${bytes} bytes for a watch`);
    const shuffled = ids.toSorted((a, b) => a.at(-1)!.localeCompare(b.at(-1)!));
    await eachOf(
      shuffled,
      (workflowId) =>
        client.call((service, namespace) =>
          service.terminateWorkflowExecution({ namespace, workflowExecution: { workflowId } })
        ),
    );
    await promise;
    watcher.close();
    assert.deepEqual([[...told.values()].every((count) => count === 1), unwatched], [true, []]);
    assert.ok(most <= MOST_CALLS, `${most} calls at a time`);
  });
});

async function eachOf(ids: readonly string[], work: (id: string) => Promise<unknown>): Promise<void> {
  const rest = [...ids];
  const worker = async () => {
    for (let id = rest.shift(); id !== undefined; id = rest.shift()) await work(id);
  };
  await Promise.all(Array.from({ length: PARALLEL }, worker));
}
