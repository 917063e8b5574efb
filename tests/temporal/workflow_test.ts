import assert from "node:assert/strict";
import { AppError, type Data } from "../../src/base/mod.ts";
import { executeWorkflow } from "../../src/temporal/mod.ts";
import { type Running, testNamespace, withWorker } from "../support/temporal.ts";

const place = await testNamespace("workflows");

function run({ client, taskQueue }: Running, type: string, ...args: Data[]): Promise<Data | undefined> {
  return executeWorkflow(client, { type, taskQueue, args });
}

Deno.test("workflow calls an activity, waits for a timer, returns a result", async () => {
  await withWorker(place, {
    workflows: {
      "app:order": `
        local funcs, time = require("funcs"), require("time")
        return { main = function(order)
          local payment, err = funcs.call("app:charge", order.amount)
          if err then return nil, err end
          time.sleep("20ms")
          return { id = order.id, payment = payment }
        end }`,
    },
    activities: { "app:charge": `return { main = function(amount) return { amount = amount, ok = true } end }` },
  }, async (running) => {
    const order = new Map<string, Data>([["id", "o1"], ["amount", 5]]);
    assert.deepEqual(
      await run(running, "app:order", order),
      new Map<string, Data>([["id", "o1"], ["payment", new Map<string, Data>([["amount", 5], ["ok", true]])]]),
    );
  });
});
