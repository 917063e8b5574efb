import { type AppError, encodeJson } from "../../base/mod.ts";
import type { PendingActivity, WorkflowDescription } from "../../temporal/mod.ts";
import { escapeControls } from "../report/control_characters.ts";
import { textTable } from "../report/text_table.ts";

/** What a workflow is at, for people: what it is, and a table each of its activities, timers and children. */
export function descriptionLines(description: WorkflowDescription): string[] {
  const { activities, timers, children } = description;
  return [
    ...textTable(outline(description)),
    ...table(["ACTIVITY", "TYPE", "STATE", "ATTEMPT", "NEXT ATTEMPT", "LAST FAILURE"], activities.map(activityRow)),
    ...table(["TIMER", "FIRES AT"], timers.map(({ id, firesAt }) => [id, firesAt.toISOString()])),
    ...table(["CHILD", "TYPE", "RUN"], children.map(({ workflowId, type, runId }) => [workflowId, type, runId])),
  ];
}

function outline(description: WorkflowDescription): string[][] {
  const { taskFailure, parent, memo, searchAttributes } = description;
  const rows: [string, string | undefined][] = [
    ["workflow", description.workflowId],
    ["run", description.runId],
    ["type", description.type],
    ["queue", description.taskQueue],
    ["status", description.status],
    ["started", description.startedAt?.toISOString()],
    ["closed", description.closedAt?.toISOString()],
    ["events", String(description.events)],
    ["parent", parent && `${parent.workflowId} ${parent.runId}`],
    ["memo", memo.size > 0 ? encodeJson(new Map(memo)) : undefined],
    ["attributes", searchAttributes.size > 0 ? encodeJson(new Map(searchAttributes)) : undefined],
    ["stuck", taskFailure && failureLine(taskFailure)],
  ];
  return rows.filter((row): row is [string, string] => row[1] !== undefined);
}

function activityRow(activity: PendingActivity): string[] {
  const { id, type, state, attempt, maximumAttempts, nextAttemptAt, lastFailure } = activity;
  const attempts = maximumAttempts > 0 ? `${attempt}/${maximumAttempts}` : String(attempt);
  return [id, type, state, attempts, nextAttemptAt?.toISOString() ?? "", lastFailure ? failureLine(lastFailure) : ""];
}

/** Nothing when there is nothing to list. */
function table(header: string[], rows: string[][]): string[] {
  return rows.length === 0 ? [] : ["", ...textTable([header, ...rows])];
}

/** An error in one line: `card declined (Invalid)`. */
export function failureLine({ message, kind }: AppError): string {
  const text = escapeControls(message.replaceAll(/\s+/g, " "));
  return kind === "" ? text : `${text} (${kind})`;
}
