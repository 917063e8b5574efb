import type { DescribedCommand } from "./_describe_command.ts";

/** Where a workflow's code and its history part. */
export interface Nondeterminism {
  /** Names entry and event; a sentence without a full stop. */
  readonly message: string;
  /** Id of the first event that does not fit; undefined when neither core nor we can tell. */
  readonly eventId: number | undefined;
  /** Id of the workflow's entry. */
  readonly entryId: string;
  /** Where the code stood when it parted from the history, as `order.lua:12`; several with several coroutines. */
  readonly places: readonly string[];
}

/** What the code of a run did in one task. */
export interface LastTask {
  readonly entryId: string;
  /** Id of the event that its first command has, or should have, in the history. */
  readonly firstEvent: number;
  readonly commands: readonly DescribedCommand[];
  /** Where its coroutines stand, oldest first, as `order.lua:12`; none for a run that ended. */
  readonly places: readonly string[];
}

/** What core calls the commands that it compares with events. */
const MACHINES: Readonly<Record<string, DescribedCommand["kind"]>> = {
  "Activity": "scheduleActivity",
  "Local activity": "scheduleLocalActivity",
  "Timer": "startTimer",
  "Child workflow": "startChildWorkflowExecution",
  "Signal external WF": "signalExternalWorkflowExecution",
  "Cancel external WF": "requestCancelExternalWorkflowExecution",
  "Update": "updateResponse",
  "Complete workflow": "completeWorkflowExecution",
  "Fail workflow": "failWorkflowExecution",
  "Cancel workflow": "cancelWorkflowExecution",
  "Continue as new workflow": "continueAsNewWorkflowExecution",
};

/** Core's words for an event, in its short form and as a Rust value. */
const EVENT_REGEXP = /HistoryEvent(?:\(id: (\d+), (\w+)\)| \{ event_id: (\d+),.*? event_type: (\w+),.*$)/s;

/**
 * Explains core's report of nondeterminism: which event of the history, and what the code does in its place.
 *
 * @param task what the run did last
 * @param report core's text; it is passed on, without values of the history, where we cannot read it
 */
export function explainNondeterminism(task: LastTask, report: string): Nondeterminism {
  const { entryId, places } = task;
  const text = readReport(report).replace(/^(?:\[\w+\] )?Nondeterminism error: /, "");
  const { eventId, type, change } = explainTypes(task, text) ?? explainEvent(task, text);
  const place = eventId === undefined ? "" : ` at event ${eventId} (${type})`;
  const message = `workflow "${entryId}" is nondeterministic: its code does not match the history${place}: ${change}`;
  return { message, eventId, entryId, places };
}

interface Change {
  readonly eventId: number | undefined;
  readonly type: string;
  readonly change: string;
}

/** Core compared the types of two activities, and names no event: the task's commands tell which it is. */
function explainTypes({ commands, firstEvent }: LastTask, text: string): Change | undefined {
  const match = /of scheduled event '(.*)' does not match activity type of activity command '(.*)'$/.exec(text);
  if (!match) return undefined;
  const [, recorded, called] = match;
  const index = commands.findIndex(({ activityType }) => activityType === called);
  const eventId = index < 0 ? undefined : firstEvent + index;
  const change = `the history has a call of "${recorded}" there, the code calls "${called}"`;
  return { eventId, type: "ActivityTaskScheduled", change };
}

function explainEvent({ commands, firstEvent }: LastTask, text: string): Change {
  const [id, type = ""] = EVENT_REGEXP.exec(text)?.slice(1).filter((part) => part !== undefined) ?? [];
  const eventId = id === undefined ? undefined : Number(id);
  const kind = MACHINES[/^(.*) machine does not handle this event/.exec(text)?.[1] ?? ""];
  const isOf = (command: DescribedCommand | undefined) => command?.kind === kind;
  const there = eventId === undefined ? undefined : commands[eventId - firstEvent];
  const command = isOf(there) ? there : commands.find(isOf);
  if (command) return { eventId, type, change: `the code ${command.text} there` };
  if (text.startsWith("No command scheduled for event")) {
    return { eventId, type, change: "the code does nothing there" };
  }
  return { eventId, type, change: text.replace(EVENT_REGEXP, `HistoryEvent(id: ${eventId}, ${type})`) };
}

/** Takes the message out of a failure that core printed as a Rust value; other text stays as it is. */
export function readReport(report: string): string {
  const quoted = /\bmessage: "((?:[^"\\]|\\.)*)"/.exec(report)?.[1];
  return quoted === undefined
    ? report
    : quoted.replace(/\\(.)/g, (_, letter: string) => letter === "n" ? "\n" : letter);
}
