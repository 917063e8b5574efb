import { readReport } from "./read_report.ts";

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
  /** By command; undefined for one that schedules no activity. */
  readonly activityTypes: readonly (string | undefined)[];
  /** Where its coroutines stand, oldest first, as `order.lua:12`; none for a run that ended. */
  readonly places: readonly string[];
}

/**
 * Explains core's report of nondeterminism.
 *
 * @param task what the run did last; its commands tell the event when core compared activities and names none
 * @param report core's text, which mostly names the event, as `HistoryEvent(id: 5, ActivityTaskScheduled)`
 */
export function explainNondeterminism(
  { entryId, firstEvent, activityTypes, places }: LastTask,
  report: string,
): Nondeterminism {
  const text = readReport(report).replace(/^(?:\[\w+\] )?Nondeterminism error: /, "");
  const event = /HistoryEvent\(id: (\d+), (\w+)\)/.exec(text);
  const activity = /activity command '(.*)'$/.exec(text);
  const index = activity ? activityTypes.indexOf(activity[1]) : -1;
  const eventId = event ? Number(event[1]) : index < 0 ? undefined : firstEvent + index;
  const type = event ? event[2] : "ActivityTaskScheduled";
  const place = eventId === undefined ? "" : ` at event ${eventId} (${type})`;
  return {
    message: `workflow "${entryId}" is nondeterministic: its code does not match the history${place}: ${text}`,
    eventId,
    entryId,
    places,
  };
}
