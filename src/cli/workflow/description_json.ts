import { type ByteString, type Data, encodeJson, toByteString } from "../../base/mod.ts";
import type { WorkflowDescription } from "../../temporal/mod.ts";
import { errorData } from "../report/error.ts";

/**
 * What a workflow is at, as one line of JSON: `{workflow_id, run_id, type, task_queue, status, started_at, closed_at?,
 * events, parent?, task_failure?, memo, search_attributes, activities, timers, children}`; times in UTC as RFC 3339.
 */
export function descriptionJson(description: WorkflowDescription): string {
  const { parent, taskFailure, memo, searchAttributes, activities, timers, children } = description;
  return encodeJson(record({
    ...outline(description),
    parent: parent && record({ workflow_id: toByteString(parent.workflowId), run_id: toByteString(parent.runId) }),
    task_failure: taskFailure && errorData(taskFailure),
    memo: new Map(memo),
    search_attributes: new Map(searchAttributes),
    activities: activities.map((activity) =>
      record({
        id: toByteString(activity.id),
        type: toByteString(activity.type),
        state: toByteString(activity.state),
        attempt: activity.attempt,
        maximum_attempts: activity.maximumAttempts,
        next_attempt_at: activity.nextAttemptAt && timeOf(activity.nextAttemptAt),
        last_failure: activity.lastFailure && errorData(activity.lastFailure),
      })
    ),
    timers: timers.map(({ id, firesAt }) => record({ id: toByteString(id), fires_at: timeOf(firesAt) })),
    children: children.map(({ workflowId, runId, type }) => {
      return record({ workflow_id: toByteString(workflowId), run_id: toByteString(runId), type: toByteString(type) });
    }),
  }));
}

function outline({ workflowId, runId, type, taskQueue, status, startedAt, closedAt, events }: WorkflowDescription) {
  return {
    workflow_id: toByteString(workflowId),
    run_id: toByteString(runId),
    type: toByteString(type),
    task_queue: toByteString(taskQueue),
    status: toByteString(status),
    started_at: startedAt && timeOf(startedAt),
    closed_at: closedAt && timeOf(closedAt),
    events,
  };
}

function timeOf(date: Date): ByteString {
  return toByteString(date.toISOString());
}

function record(fields: Readonly<Record<string, Data | undefined>>): Data {
  const map = new Map<ByteString, Data>();
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) map.set(toByteString(name), value);
  return map;
}
