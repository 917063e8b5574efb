import { readReport } from "./read_report.ts";

/** Where a workflow's code and its history part. */
export interface Nondeterminism {
  /** Names entry and event; a sentence without a full stop. */
  readonly message: string;
  /** Id of the first event that does not fit; undefined when neither core nor we can tell. */
  readonly eventId: number | undefined;
}

/**
 * Explains core's report of nondeterminism.
 *
 * @param entryId the workflow's entry
 * @param report core's text, which mostly names the event, as `HistoryEvent(id: 5, ActivityTaskScheduled)`
 * @param eventOfActivity finds the event that stands where the code scheduled an activity of that type; asked when
 * core compared activities and names no event
 */
export function explainNondeterminism(
  entryId: string,
  report: string,
  eventOfActivity: (type: string) => number | undefined,
): Nondeterminism {
  const text = readReport(report).replace(/^(?:\[\w+\] )?Nondeterminism error: /, "");
  const event = /HistoryEvent\(id: (\d+), (\w+)\)/.exec(text);
  const activity = /activity command '(.*)'$/.exec(text);
  const eventId = event ? Number(event[1]) : activity ? eventOfActivity(activity[1]!) : undefined;
  const type = event ? event[2] : "ActivityTaskScheduled";
  const place = eventId === undefined ? "" : ` at event ${eventId} (${type})`;
  return {
    message: `workflow "${entryId}" is nondeterministic: its code does not match the history${place}: ${text}`,
    eventId,
  };
}
