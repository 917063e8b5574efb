import type { ByteString, Data } from "../../base/mod.ts";
import type { SpawnCommand, WorkflowOptions } from "../../modules/commands/mod.ts";
import { ChildWorkflowCancellationType } from "../enums.ts";
import { contextHeaders } from "../payload/context_headers.ts";
import type { WorkflowCommand } from "../proto.ts";
import { protoVersioningIntent, userMetadata } from "../payload/proto_options.ts";
import { toPayload } from "../payload/payload.ts";
import { startFields } from "./start_fields.ts";

/** What is decided about a child beside its options. */
export interface ChildPlace {
  readonly seq: number;
  readonly workflowId: string;
  readonly workflowType: string;
  readonly taskQueue: string;
  readonly namespace: string;
}

/**
 * Makes the command that starts a child workflow (spec/temporal-workflows.md §3.2, §7).
 *
 * @param context values that the workflow hands down; those of the spawner win
 */
export function startChild(
  place: ChildPlace,
  { args, settings }: SpawnCommand,
  options: WorkflowOptions,
  context: ReadonlyMap<ByteString, Data>,
): WorkflowCommand {
  return {
    startChildWorkflowExecution: {
      ...place,
      ...startFields(options),
      input: args.map(toPayload),
      headers: contextHeaders(new Map([...context, ...settings.context])),
      parentClosePolicy: options.parentClosePolicy,
      cancellationType: options.waitForCancellation
        ? ChildWorkflowCancellationType.WAIT_CANCELLATION_COMPLETED
        : ChildWorkflowCancellationType.TRY_CANCEL,
      versioningIntent: protoVersioningIntent(options.versioningIntent),
    },
    userMetadata: userMetadata(options.summary, options.details),
  };
}
