import { deepEqual } from "node:assert/strict";
import { AppError, ascii, fromLatin1 } from "../../base/mod.ts";
import type { WorkflowDescription } from "../../temporal/mod.ts";
import { descriptionChanges } from "./description_changes.ts";
import { descriptionJson } from "./description_json.ts";
import { descriptionLines } from "./description_lines.ts";

const START: WorkflowDescription = {
  ...{ workflowId: "größe 1", runId: "run-1", type: "app:order", taskQueue: "orders", status: "running", events: 5 },
  ...{ memo: new Map(), searchAttributes: new Map(), activities: [], timers: [], children: [] },
  startedAt: new Date(0),
};

const BUSY: WorkflowDescription = {
  ...START,
  activities: [{
    ...{ id: "5", type: "app:charge", state: "scheduled", attempt: 2, maximumAttempts: 3 },
    nextAttemptAt: new Date(2000),
    lastFailure: new AppError("card\ndeclined", { kind: "Invalid", details: new Map([[ascii("code"), 7]]) }),
  }],
  timers: [{ id: "9", firesAt: new Date(1000) }],
  children: [{ workflowId: "child", runId: "run-c", type: "app:child" }],
  taskFailure: new AppError("attempt to index a nil value", { kind: "Internal" }),
  memo: new Map([[ascii("note"), fromLatin1("gr\xc3\xb6\xc3\x9fer")]]),
  parent: { workflowId: "parent", runId: "run-p" },
};

Deno.test("descriptionChanges() tells what has begun, changed and ended, and nothing twice", () => {
  deepEqual(descriptionChanges(undefined, START), ["run run-1 of app:order: running"]);
  deepEqual(descriptionChanges(START, { ...START, events: 7 }), []);
  deepEqual(descriptionChanges(START, BUSY), [
    "stuck: attempt to index a nil value (Internal)",
    "activity 5: app:charge, scheduled, attempt 2/3, last failure: card declined (Invalid)",
    "timer 9: fires at 1970-01-01T00:00:01.000Z",
    "child child: app:child",
  ]);
  deepEqual(descriptionChanges(BUSY, { ...START, status: "completed" }), [
    "activity 5: over",
    "timer 9: over",
    "child child: over",
    "run run-1 of app:order: completed",
  ]);
});

Deno.test("descriptionChanges() begins anew with a run that goes on for the one before", () => {
  deepEqual(descriptionChanges(BUSY, { ...START, runId: "run-2" }), ["run run-2 of app:order: running"]);
});

Deno.test("descriptionLines() shows what is pending in tables, and no empty ones", () => {
  deepEqual(descriptionLines(START).length, 6 + 1);
  deepEqual(descriptionLines(BUSY), [
    "workflow  größe 1",
    "run       run-1",
    "type      app:order",
    "queue     orders",
    "status    running",
    "started   1970-01-01T00:00:00.000Z",
    "events    5",
    "parent    parent run-p",
    'memo      {"note":"größer"}',
    "stuck     attempt to index a nil value (Internal)",
    "",
    "ACTIVITY  TYPE        STATE      ATTEMPT  NEXT ATTEMPT              LAST FAILURE",
    "5         app:charge  scheduled  2/3      1970-01-01T00:00:02.000Z  card declined (Invalid)",
    "",
    "TIMER  FIRES AT",
    "9      1970-01-01T00:00:01.000Z",
    "",
    "CHILD  TYPE       RUN",
    "child  app:child  run-c",
  ]);
});

Deno.test("descriptionJson() is one line with everything that is known", () => {
  deepEqual(JSON.parse(descriptionJson(BUSY)), {
    ...{ workflow_id: "größe 1", run_id: "run-1", type: "app:order", task_queue: "orders", status: "running" },
    started_at: "1970-01-01T00:00:00.000Z",
    events: 5,
    parent: { workflow_id: "parent", run_id: "run-p" },
    task_failure: { kind: "Internal", message: "attempt to index a nil value" },
    memo: { note: "größer" },
    search_attributes: {},
    activities: [{
      ...{ id: "5", type: "app:charge", state: "scheduled", attempt: 2, maximum_attempts: 3 },
      next_attempt_at: "1970-01-01T00:00:02.000Z",
      last_failure: { kind: "Invalid", message: "card\ndeclined", details: { code: 7 } },
    }],
    timers: [{ id: "9", fires_at: "1970-01-01T00:00:01.000Z" }],
    children: [{ workflow_id: "child", run_id: "run-c", type: "app:child" }],
  });
});
