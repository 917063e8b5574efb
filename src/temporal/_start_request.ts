import type { temporal } from "@temporalio/proto";
import { msToTs } from "@temporalio/common/lib/time.js";
import type { Data } from "../base/mod.ts";
import type { WorkflowOptions } from "../modules/commands/mod.ts";
import type { WorkflowStart } from "../processes/mod.ts";
import { contextHeaders, signalHeaders, startFields, toPayload, userMetadata } from "../workflow/mod.ts";

type StartRequest = temporal.api.workflowservice.v1.IStartWorkflowExecutionRequest;
type Payloads = temporal.api.common.v1.IPayloads;

/** Temporal's number of the override that pins to a version. */
const PINNED = 1;

/** The request that starts a workflow (contract/temporal-workflows.md §3.2), as far as a start with a signal has it too. */
export function startRequest(start: WorkflowStart): StartRequest {
  const { workflowId, workflowType, taskQueue, conflictPolicy, options, args, context, signal } = start;
  const { memo, ...fields } = startFields(options);
  return {
    ...fields,
    workflowId,
    requestId: crypto.randomUUID(),
    workflowType: { name: workflowType },
    taskQueue: { name: taskQueue },
    workflowIdConflictPolicy: conflictPolicy,
    input: payloadsOf(args),
    header: { fields: signal ? signalHeaders(context, signal.from) : contextHeaders(context) },
    memo: memo && { fields: memo },
    workflowStartDelay: options.startDelay === undefined ? undefined : msToTs(options.startDelay),
    userMetadata: userMetadata(options.summary, options.details),
    versioningOverride: versioningOverride(options.versioningOverride),
  };
}

/** Values on their way through a client: none are one null payload (contract/temporal-activities.md §5.1). */
export function payloadsOf(values: readonly Data[]): Payloads {
  return { payloads: values.length === 0 ? [toPayload(undefined)] : values.map(toPayload) };
}

function versioningOverride(override: WorkflowOptions["versioningOverride"]): StartRequest["versioningOverride"] {
  if (!override) return undefined;
  if (override.mode === "auto_upgrade") return { autoUpgrade: true };
  const { deploymentName, buildId } = override;
  return { pinned: { behavior: PINNED, version: { deploymentName, buildId } } };
}
