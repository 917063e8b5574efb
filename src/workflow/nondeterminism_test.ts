import assert from "node:assert/strict";
import { describeCommand } from "./_describe_command.ts";
import { explainNondeterminism, readReport } from "./nondeterminism.ts";

const call = (activityType: string) => ({ scheduleActivity: { activityType } });

const TASK = {
  entryId: "app:order",
  firstEvent: 10,
  commands: [{ startTimer: {} }, call("app:b"), { userMetadata: {}, ...call("app:c") }].map(describeCommand),
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
      "(ActivityTaskScheduled): the code starts a timer there",
  });
});

Deno.test("explainNondeterminism() tells what the code does in the place of an event", () => {
  const explain = (report: string) => {
    const { eventId, message } = explainNondeterminism(TASK, printed(`[TMPRL1100] Nondeterminism error: ${report}`));
    return `${eventId}: ${/.*\): (.*)$/s.exec(message)?.[1]}`;
  };
  const event = (id: number) => `HistoryEvent(id: ${id}, TimerStarted)`;
  assert.equal(
    explain(`Activity machine does not handle this event: ${event(11)}`),
    '11: the code calls "app:b" there',
  );
  assert.equal(
    explain(`Activity machine does not handle this event: ${event(12)}`),
    '12: the code calls "app:c" there',
  );
  assert.equal(
    explain(`Activity machine does not handle this event: ${event(99)}`),
    '99: the code calls "app:b" there',
  );
  assert.equal(explain(`No command scheduled for event ${event(10)}`), "10: the code does nothing there");
});

Deno.test("explainNondeterminism() keeps the values of an event that core prints as a whole to itself", () => {
  const event = "HistoryEvent { event_id: 5, event_type: TimerStarted, attributes: Some(X { input: [[secret]] }) }";
  const { eventId, message } = explainNondeterminism(TASK, `Fancy machine does not handle this event: ${event}`);
  assert.equal(eventId, 5);
  assert.match(message, /at event 5 \(TimerStarted\): Fancy machine .*: HistoryEvent\(id: 5, TimerStarted\)$/);
});

Deno.test("explainNondeterminism() finds the event by the task's commands when core compared activity types", () => {
  const explain = (type: string) => {
    const text = `Activity type of scheduled event 'a' does not match activity type of activity command '${type}'`;
    return explainNondeterminism(TASK, printed(`[TMPRL1100] Nondeterminism error: ${text}`));
  };
  const { eventId, message } = explain("app:b");
  assert.equal(eventId, 11);
  assert.match(
    message,
    /at event 11 \(ActivityTaskScheduled\): the history has a call of "a" there, the code calls "app:b"$/,
  );
  assert.equal(explain("app:x").eventId, undefined);
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
