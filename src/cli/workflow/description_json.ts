import { type Data, encodeJson, toByteString } from "../../base/mod.ts";
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
    parent: parent && record({ workflow_id: toByteString(parent.workflowId), run_id: parent.runId }),
    task_failure: taskFailure && errorData(taskFailure),
    memo: new Map(memo),
    search_attributes: new Map(searchAttributes),
    activities: activities.map((activity) =>
      record({
        id: toByteString(activity.id),
        type: toByteString(activity.type),
        state: activity.state,
        attempt: activity.attempt,
        maximum_attempts: activity.maximumAttempts,
        next_attempt_at: activity.nextAttemptAt?.toISOString(),
        last_failure: activity.lastFailure && errorData(activity.lastFailure),
      })
    ),
    timers: timers.map(({ id, firesAt }) => record({ id: toByteString(id), fires_at: firesAt.toISOString() })),
    children: children.map(({ workflowId, runId, type }) => {
      return record({ workflow_id: toByteString(workflowId), run_id: runId, type: toByteString(type) });
    }),
  }));
}

function outline({ workflowId, runId, type, taskQueue, status, startedAt, closedAt, events }: WorkflowDescription) {
  return {
    workflow_id: toByteString(workflowId),
    run_id: runId,
    type: toByteString(type),
    task_queue: toByteString(taskQueue),
    status,
    started_at: startedAt?.toISOString(),
    closed_at: closedAt?.toISOString(),
    events,
  };
}

function record(fields: Readonly<Record<string, Data | undefined>>): Data {
  return new Map(Object.entries(fields).filter((field): field is [string, Data] => field[1] !== undefined));
}
