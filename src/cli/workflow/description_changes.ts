import type { PendingActivity, PendingChild, PendingTimer, WorkflowDescription } from "../../temporal/mod.ts";
import { failureLine } from "./description_lines.ts";

/** What has changed since the look before, a line each; everything when there was none. */
export function descriptionChanges(before: WorkflowDescription | undefined, now: WorkflowDescription): string[] {
  const last = before?.runId === now.runId ? before : undefined;
  return [
    ...last ? [] : [`run ${now.runId} of ${now.type}: ${now.status}`],
    ...now.taskFailure && now.taskFailure.message !== last?.taskFailure?.message
      ? [`stuck: ${failureLine(now.taskFailure)}`]
      : [],
    ...changes("activity", last?.activities ?? [], now.activities, ({ id }) => id, activityText),
    ...changes("timer", last?.timers ?? [], now.timers, ({ id }) => id, timerText),
    ...changes("child", last?.children ?? [], now.children, childKey, ({ type }) => type),
    ...last && last.status !== now.status ? [`run ${now.runId} of ${now.type}: ${now.status}`] : [],
  ];
}

function changes<T extends PendingActivity | PendingTimer | PendingChild>(
  what: string,
  before: readonly T[],
  now: readonly T[],
  keyOf: (item: T) => string,
  textOf: (item: T) => string,
): string[] {
  const old = new Map(before.map((item) => [keyOf(item), textOf(item)]));
  const current = new Map(now.map((item) => [keyOf(item), textOf(item)]));
  return [
    ...[...current].filter(([key, text]) => old.get(key) !== text).map(([key, text]) => `${what} ${key}: ${text}`),
    ...[...old.keys()].filter((key) => !current.has(key)).map((key) => `${what} ${key}: over`),
  ];
}

function activityText({ type, state, attempt, maximumAttempts, lastFailure }: PendingActivity): string {
  const limit = maximumAttempts > 0 ? `/${maximumAttempts}` : "";
  return `${type}, ${state}, attempt ${attempt}${limit}${
    lastFailure ? `, last failure: ${failureLine(lastFailure)}` : ""
  }`;
}

function timerText({ firesAt }: PendingTimer): string {
  return `fires at ${firesAt.toISOString()}`;
}

function childKey({ workflowId }: PendingChild): string {
  return workflowId;
}
