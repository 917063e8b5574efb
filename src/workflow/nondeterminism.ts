/** Where a workflow's code and its history part. */
export interface Nondeterminism {
  /** Names entry and event; a sentence without a full stop. */
  readonly message: string;
  /** Id of the first event that does not fit; undefined when core names none. */
  readonly eventId: number | undefined;
}

/**
 * Explains core's report of nondeterminism.
 *
 * @param entryId the workflow's entry
 * @param report core's text, which names the event as `HistoryEvent(id: 5, ActivityTaskScheduled)`
 */
export function explainNondeterminism(entryId: string, report: string): Nondeterminism {
  const event = /HistoryEvent\(id: (\d+), (\w+)\)/.exec(report);
  const place = event ? ` at event ${event[1]} (${event[2]})` : "";
  return {
    message: `workflow "${entryId}" is nondeterministic: its code does not match the history${place}: ${report}`,
    eventId: event ? Number(event[1]) : undefined,
  };
}
