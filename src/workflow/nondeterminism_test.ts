import assert from "node:assert/strict";
import { explainNondeterminism } from "./nondeterminism.ts";
import { readReport } from "./read_report.ts";

const TASK = {
  entryId: "app:order",
  firstEvent: 10,
  activityTypes: [undefined, "app:b", "app:b"],
  places: ["w.lua:5"],
};

function printed(message: string): string {
  return `Workflow activation completion failed: Failure { failure: Some(Failure { message: "${message}", source: "" }) }`;
}

Deno.test("explainNondeterminism() names entry and event", () => {
  const report = printed(
    "[TMPRL1100] Nondeterminism error: Timer machine does not handle this event: HistoryEvent(id: 5, ActivityTaskScheduled)",
  );
  assert.deepEqual(explainNondeterminism(TASK, report), {
    entryId: "app:order",
    places: ["w.lua:5"],
    eventId: 5,
    message: 'workflow "app:order" is nondeterministic: its code does not match the history at event 5 ' +
      "(ActivityTaskScheduled): Timer machine does not handle this event: HistoryEvent(id: 5, ActivityTaskScheduled)",
  });
});

Deno.test("explainNondeterminism() finds the event by the task's commands when core compared activity types", () => {
  const explain = (type: string) => {
    const text = `Activity type of scheduled event 'a' does not match activity type of activity command '${type}'`;
    return explainNondeterminism(TASK, printed(`[TMPRL1100] Nondeterminism error: ${text}`));
  };
  const { eventId, message } = explain("app:b");
  assert.equal(eventId, 11);
  assert.match(message, /at event 11 \(ActivityTaskScheduled\): Activity type of scheduled event 'a'/);
  assert.equal(explain("app:c").eventId, undefined);
});

Deno.test("explainNondeterminism() gives core's words when they name no event", () => {
  assert.deepEqual(explainNondeterminism(TASK, "something new"), {
    entryId: "app:order",
    places: ["w.lua:5"],
    eventId: undefined,
    message: 'workflow "app:order" is nondeterministic: its code does not match the history: something new',
  });
});

Deno.test("readReport() undoes the escapes of a printed message", () => {
  assert.equal(readReport(printed('a \\"b\\" \\\\ c\\nd')), 'a "b" \\ c\nd');
  assert.equal(readReport("plain"), "plain");
});
