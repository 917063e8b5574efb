import { ascii } from "../../src/base/mod.ts";
import { equal } from "node:assert/strict";
import type { WorkflowHandle } from "@temporalio/client";
import proto from "@temporalio/proto";
import { executeWorkflow } from "../support/execute_workflow.ts";
import type { Running } from "../support/temporal.ts";

/** An order in short: an activity, a timer, a result. An activity that gets lost on its way is given out again soon. */
export const ORDER_CODE = {
  workflows: {
    "app:order": `return function(order)
      local funcs, time = require("funcs"), require("time")
      local payments = funcs.new():with_options({ ["activity.start_to_close_timeout"] = "5s" })
      local receipt = assert(payments:call("app:charge", order))
      time.sleep(order.hold or "10ms")
      local booked = assert(payments:call("app:charge", order))
      return receipt.amount + booked.amount
    end`,
  },
  activities: { "app:charge": `return { main = function(order) return { amount = order.amount } end }` },
};

/** Runs one order through the worker and looks at its result. */
export async function completeOrder({ client, taskQueue }: Running): Promise<void> {
  const args = [new Map([[ascii("amount"), 21]])];
  equal(await executeWorkflow(client, { type: "app:order", taskQueue, args }), 42);
}

/** The workflow tasks of a history that failed or timed out. */
export async function brokenTasks(handle: WorkflowHandle): Promise<string[]> {
  const { events } = await handle.fetchHistory();
  return (events ?? []).flatMap((event) => {
    if (event.workflowTaskFailedEventAttributes) return [`failed: ${event.workflowTaskFailedEventAttributes.cause}`];
    const timedOut = event.workflowTaskTimedOutEventAttributes;
    return timedOut ? [`timed out: ${proto.temporal.api.enums.v1.TimeoutType[timedOut.timeoutType!]}`] : [];
  });
}
