import type { Data } from "../base/mod.ts";
import type { SpawnCommand, WorkflowOptions } from "../modules/commands/mod.ts";
import { ChildWorkflowCancellationType } from "./_enums.ts";
import { contextHeaders } from "./context_headers.ts";
import type { WorkflowCommand } from "./_proto.ts";
import {
  protoDuration,
  protoRetryPolicy,
  protoSearchAttributes,
  protoVersioningIntent,
  userMetadata,
} from "./_proto_options.ts";
import { toPayload } from "./payload.ts";

/** What is decided about a child beside its options. */
export interface ChildPlace {
  readonly seq: number;
  readonly workflowId: string;
  readonly workflowType: string;
  readonly taskQueue: string;
  readonly namespace: string;
}

/**
 * Makes the command that starts a child workflow (contract/temporal-workflows.md §3.2, §7).
 *
 * @param context values that the workflow hands down; those of the spawner win
 */
export function startChild(
  place: ChildPlace,
  { args, settings }: SpawnCommand,
  options: WorkflowOptions,
  context: ReadonlyMap<string, Data>,
): WorkflowCommand {
  const { memo, searchAttributes } = options;
  return {
    startChildWorkflowExecution: {
      ...place,
      input: args.map(toPayload),
      headers: contextHeaders(new Map([...context, ...settings.context])),
      workflowExecutionTimeout: protoDuration(options.executionTimeout),
      workflowRunTimeout: protoDuration(options.runTimeout),
      workflowTaskTimeout: protoDuration(options.taskTimeout),
      parentClosePolicy: options.parentClosePolicy,
      workflowIdReusePolicy: options.idReusePolicy,
      retryPolicy: protoRetryPolicy(options.retryPolicy),
      cronSchedule: options.cronSchedule,
      memo: memo && Object.fromEntries([...memo].map(([key, value]) => [key, toPayload(value)])),
      searchAttributes: searchAttributes && protoSearchAttributes(searchAttributes),
      cancellationType: options.waitForCancellation
        ? ChildWorkflowCancellationType.WAIT_CANCELLATION_COMPLETED
        : ChildWorkflowCancellationType.TRY_CANCEL,
      versioningIntent: protoVersioningIntent(options.versioningIntent),
      priority: options.priority,
    },
    userMetadata: userMetadata(options.summary, options.details),
  };
}
