import assert from "node:assert/strict";
import { explainNondeterminism } from "./nondeterminism.ts";
import { readReport } from "./read_report.ts";

function printed(message: string): string {
  return `Workflow activation completion failed: Failure { failure: Some(Failure { message: "${message}", source: "" }) }`;
}

Deno.test("explainNondeterminism() names entry and event", () => {
  const report = printed(
    "[TMPRL1100] Nondeterminism error: Timer machine does not handle this event: HistoryEvent(id: 5, ActivityTaskScheduled)",
  );
  assert.deepEqual(explainNondeterminism("app:order", report, () => undefined), {
    eventId: 5,
    message: 'workflow "app:order" is nondeterministic: its code does not match the history at event 5 ' +
      "(ActivityTaskScheduled): Timer machine does not handle this event: HistoryEvent(id: 5, ActivityTaskScheduled)",
  });
});

Deno.test("explainNondeterminism() asks for the event when core compared activity types", () => {
  const text = "Activity type of scheduled event 'a' does not match activity type of activity command 'app:b'";
  const explained = explainNondeterminism(
    "app:order",
    printed(`[TMPRL1100] Nondeterminism error: ${text}`),
    (type) => type === "app:b" ? 11 : undefined,
  );
  assert.equal(explained.eventId, 11);
  assert.match(explained.message, /at event 11 \(ActivityTaskScheduled\): Activity type of scheduled event 'a'/);
});

Deno.test("explainNondeterminism() gives core's words when they name no event", () => {
  assert.deepEqual(explainNondeterminism("app:order", "something new", () => undefined), {
    eventId: undefined,
    message: 'workflow "app:order" is nondeterministic: its code does not match the history: something new',
  });
});

Deno.test("readReport() undoes the escapes of a printed message", () => {
  assert.equal(readReport(printed('a \\"b\\" \\\\ c\\nd')), 'a "b" \\ c\nd');
  assert.equal(readReport("plain"), "plain");
});
