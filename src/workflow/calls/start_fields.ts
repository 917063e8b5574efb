import type { WorkflowOptions } from "../../modules/commands/mod.ts";
import { protoDuration, protoRetryPolicy, protoSearchAttributes } from "../payload/proto_options.ts";
import { toPayload } from "../payload/payload.ts";

/** The options that starts of children and starts from outside write alike (spec/temporal-workflows.md §3.2). */
export function startFields(options: WorkflowOptions) {
  const { memo, searchAttributes } = options;
  return {
    workflowExecutionTimeout: protoDuration(options.executionTimeout),
    workflowRunTimeout: protoDuration(options.runTimeout),
    workflowTaskTimeout: protoDuration(options.taskTimeout),
    workflowIdReusePolicy: options.idReusePolicy,
    retryPolicy: protoRetryPolicy(options.retryPolicy),
    cronSchedule: options.cronSchedule,
    memo: memo && Object.fromEntries([...memo].map(([key, value]) => [key, toPayload(value)])),
    searchAttributes: searchAttributes && protoSearchAttributes(searchAttributes),
    priority: options.priority,
  };
}
