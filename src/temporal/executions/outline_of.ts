import proto, { type temporal } from "@temporalio/proto";
import { optionalTsToDate } from "@temporalio/common/lib/time.js";
import { type ByteString, type Data, toByteString } from "../../base/mod.ts";
import { fromFailure } from "../../workflow/mod.ts";
import { answerOf } from "./payloads.ts";
import type { PendingActivity, PendingChild, WorkflowOutline } from "./workflow_description.ts";

type Description = temporal.api.workflowservice.v1.IDescribeWorkflowExecutionResponse;
type Payload = temporal.api.common.v1.IPayload;
type Timestamp = temporal.api.workflow.v1.IWorkflowExecutionInfo["startTime"];

const { WorkflowExecutionStatus, PendingActivityState } = proto.temporal.api.enums.v1;

/** Reads the server's description of a workflow. */
export function outlineOf(response: Description): WorkflowOutline {
  const {
    execution,
    type,
    taskQueue,
    status,
    startTime,
    closeTime,
    parentExecution: parent,
    memo,
    searchAttributes,
    historyLength,
  } = response.workflowExecutionInfo ?? {};
  return {
    workflowId: execution?.workflowId ?? "",
    runId: execution?.runId ?? "",
    type: type?.name ?? "",
    taskQueue: taskQueue ?? "",
    status: nameOf(WorkflowExecutionStatus, status, "WORKFLOW_EXECUTION_STATUS_"),
    ...dateField("startedAt", startTime),
    ...dateField("closedAt", closeTime),
    ...parent?.workflowId && { parent: { workflowId: parent.workflowId, runId: parent.runId ?? "" } },
    events: Number(historyLength ?? 0),
    memo: valuesOf(memo?.fields),
    searchAttributes: valuesOf(searchAttributes?.indexedFields),
    activities: (response.pendingActivities ?? []).map(pendingActivity),
    children: (response.pendingChildren ?? []).map(pendingChild),
  };
}

function pendingActivity(activity: temporal.api.workflow.v1.IPendingActivityInfo): PendingActivity {
  const { activityId, activityType, state, attempt, maximumAttempts, lastFailure } = activity;
  const isRunning = state === PendingActivityState.PENDING_ACTIVITY_STATE_STARTED;
  return {
    id: activityId ?? "",
    type: activityType?.name ?? "",
    state: nameOf(PendingActivityState, state, "PENDING_ACTIVITY_STATE_"),
    attempt: attempt ?? 1,
    maximumAttempts: maximumAttempts ?? 0,
    ...!isRunning && dateField("nextAttemptAt", activity.nextAttemptScheduleTime),
    ...lastFailure && { lastFailure: fromFailure(lastFailure) },
  };
}

function pendingChild(child: temporal.api.workflow.v1.IPendingChildExecutionInfo): PendingChild {
  return { workflowId: child.workflowId ?? "", runId: child.runId ?? "", type: child.workflowTypeName ?? "" };
}

/** What another program wrote and we cannot read is left out. */
function valuesOf(fields: { [key: string]: Payload } | null | undefined): Map<ByteString, Data> {
  const values = new Map<ByteString, Data>();
  for (const [key, payload] of Object.entries(fields ?? {})) {
    const { value } = answerOf({ payloads: [payload] });
    if (value !== undefined) values.set(toByteString(key), value);
  }
  return values;
}

function dateField<K extends string>(key: K, time: Timestamp): { [key in K]?: Date } {
  const date = optionalTsToDate(time);
  return date === undefined ? {} : { [key]: date } as { [key in K]?: Date };
}

/** `timed_out` for WORKFLOW_EXECUTION_STATUS_TIMED_OUT. */
function nameOf(names: Readonly<Record<number, string>>, value: number | null | undefined, prefix: string): string {
  return (names[value ?? 0] ?? "").slice(prefix.length).toLowerCase();
}
