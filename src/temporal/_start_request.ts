import type { temporal } from "@temporalio/proto";
import { msToTs } from "@temporalio/common/lib/time.js";
import type { Data } from "../base/mod.ts";
import type { WorkflowOptions } from "../modules/commands/mod.ts";
import { startFields, toPayload, userMetadata } from "../workflow/mod.ts";

type StartRequest = temporal.api.workflowservice.v1.IStartWorkflowExecutionRequest;
type Payloads = temporal.api.common.v1.IPayloads;

/** Temporal's number of `VersioningOverride.PinnedOverride.behavior` that pins to a version. */
const PINNED = 1;

/** What is decided about a workflow beside its options. */
export interface StartDecisions {
  readonly namespace: string;
  readonly identity: string;
  readonly workflowId: string;
  readonly workflowType: string;
  readonly taskQueue: string;
  readonly conflictPolicy: number;
  readonly args: readonly Data[];
  readonly headers: temporal.api.common.v1.IHeader["fields"];
}

/** The request that starts a workflow (contract/temporal-workflows.md §3.2). */
export function startRequest(decisions: StartDecisions, options: WorkflowOptions): StartRequest {
  const { namespace, identity, workflowId, workflowType, taskQueue, conflictPolicy, args, headers } = decisions;
  const { memo, ...fields } = startFields(options);
  return {
    ...fields,
    ...{ namespace, identity, workflowId },
    requestId: crypto.randomUUID(),
    workflowType: { name: workflowType },
    taskQueue: { name: taskQueue },
    workflowIdConflictPolicy: conflictPolicy,
    input: payloadsOf(args),
    header: { fields: headers },
    memo: memo && { fields: memo },
    workflowStartDelay: options.startDelay === undefined ? undefined : msToTs(options.startDelay),
    requestEagerExecution: options.eagerStart,
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
