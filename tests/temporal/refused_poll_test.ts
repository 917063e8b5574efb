import { deepEqual } from "node:assert/strict";
import { TransportError } from "@temporalio/worker";
import { LuaWorker } from "../../src/temporal/lua_worker.ts";
import { testNamespace, withWorker } from "../support/temporal.ts";

const place = await testNamespace("refused-poll");

/** A worker whose next poll the server refuses. */
class RefusedWorker extends LuaWorker {
  refuseNextPoll(): void {
    const { nativeWorker } = this;
    const poll = nativeWorker.pollActivityTask;
    nativeWorker.pollActivityTask = () => {
      nativeWorker.pollActivityTask = poll;
      return Promise.reject(new TransportError("refused"));
    };
  }
}

Deno.test("a worker whose poll is refused tells it and comes to its end in order", async () => {
  await withWorker(place, { workflows: { "app:w": "return function() end" } }, async ({ client }) => {
    const worker = await RefusedWorker.create({
      connection: client.connection,
      namespace: place.namespace,
      taskQueue: crypto.randomUUID(),
      activities: { f: () => Promise.resolve() },
    }) as RefusedWorker;
    worker.refuseNextPoll();
    const told: unknown[] = [];
    worker.onPollingFault = (error) => told.push(error);
    await worker.run();
    deepEqual([told.map(String), worker.getState()], [["TransportError: refused"], "STOPPED"]);
  });
});
