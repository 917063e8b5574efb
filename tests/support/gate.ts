import type { Client } from "@temporalio/client";
import { until } from "./until.ts";

/**
 * Source of a Lua function that waits until {@linkcode openGate}: an activity on a queue that no worker polls.
 *
 * @param queue the queue's name
 */
export function gateSource(queue: string): string {
  return `local function gate()
    return require("funcs").new():with_options({
      ["activity.task_queue"] = "${queue}",
      ["activity.start_to_close_timeout"] = "1h",
    }):call("test:gate")
  end `;
}

/** Lets one workflow through that waits at the queue's gate, or comes to it. */
export async function openGate({ connection, options: { namespace } }: Client, queue: string): Promise<void> {
  const { workflowService } = connection;
  await until(async () => {
    const { taskToken } = await workflowService.pollActivityTaskQueue({ namespace, taskQueue: { name: queue } });
    if (!taskToken?.length) return false;
    await workflowService.respondActivityTaskCompleted({ namespace, taskToken });
    return true;
  });
}
