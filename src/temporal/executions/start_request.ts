import type { temporal } from "@temporalio/proto";
import { msToTs } from "@temporalio/common/lib/time.js";
import type { WorkflowOptions } from "../../modules/commands/mod.ts";
import type { WorkflowStart } from "../../processes/mod.ts";
import { contextHeaders, signalHeaders, startFields, userMetadata } from "../../workflow/mod.ts";
import { payloadsOf } from "./payloads.ts";

type StartRequest = temporal.api.workflowservice.v1.IStartWorkflowExecutionRequest;

/** Temporal's number of the override that pins to a version. */
const PINNED = 1;

/** The request that starts a workflow (spec/temporal-workflows.md §3.2), as far as a start with a signal has it too. */
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

function versioningOverride(override: WorkflowOptions["versioningOverride"]): StartRequest["versioningOverride"] {
  if (!override) return undefined;
  if (override.mode === "auto_upgrade") return { autoUpgrade: true };
  const { deploymentName, buildId } = override;
  return { pinned: { behavior: PINNED, version: { deploymentName, buildId } } };
}
