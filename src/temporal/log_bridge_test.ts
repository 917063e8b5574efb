import assert from "node:assert/strict";
import { LogTimestamp } from "@temporalio/worker";
import type { Logger } from "../base/mod.ts";
import { LogBridge } from "./_log_bridge.ts";

type LogRecord = [level: string, message: string, fields: Record<string, unknown> | undefined];

/** @param clients how many there are to look at their connections */
function scene(clients = 0) {
  const records: LogRecord[] = [];
  const logger: Logger = { log: (...record) => void records.push(record as LogRecord), with: () => logger };
  const looks: number[] = [];
  const bridge = new LogBridge(logger, {
    explain: (runId, report) => runId === "ours" ? `explained: ${report}` : undefined,
    doubt: () => {
      looks.push(clients);
      return clients > 0;
    },
  });
  return { bridge, records, looks };
}

/** A record as core writes it in an outage, at a second. */
function retry(second: number, error: string) {
  return { sdkComponent: "core", error, [LogTimestamp]: BigInt(second * 1000) * 1_000_000n };
}

const REFUSED =
  'Status { code: Unavailable, message: "tcp connect error", source: Some(tonic::transport::Error(Transport)) }';

Deno.test("LogBridge passes warnings and errors on, and steps of a worker's life as details", () => {
  const { bridge, records } = scene();
  bridge.log("WARN", "look", { sdkComponent: "core", runId: "r" });
  bridge.log("ERROR", "worse", { error: new Error("why") });
  bridge.info("Worker state changed");
  bridge.log("DEBUG", "polled");
  assert.deepEqual(records, [
    ["warn", "look", { runId: "r" }],
    ["error", "worse", { error: "why" }],
    ["debug", "Worker state changed", {}],
  ]);
});

Deno.test("LogBridge says nothing of a worker that serves only workflows, or only activities", () => {
  const { bridge, records } = scene();
  bridge.warn("No activities registered, not polling for activity tasks");
  bridge.warn("No workflows registered, not polling for workflow tasks");
  assert.deepEqual(records, []);
});

Deno.test("LogBridge tells of an outage once in 30 s, however many calls are tried again", () => {
  const { bridge, records } = scene();
  for (let second = 100; second < 150; second++) {
    bridge.log("WARN", "gRPC call poll_workflow_task_queue retried 6 times", retry(second, REFUSED));
    bridge.log("ERROR", "gRPC call poll_activity_task_queue retried 16 times", retry(second, REFUSED));
  }
  const message = "Calls to Temporal fail and are tried again: Unavailable: tcp connect error";
  const record: LogRecord = ["warn", message, { call: "poll_workflow_task_queue" }];
  assert.deepEqual(records, [record, record]);
});

Deno.test("LogBridge shows of a server's answer only code and message", () => {
  const { bridge, records } = scene();
  bridge.log("WARN", "Activity not found on completion", { details: REFUSED, error: REFUSED });
  const brief = "Unavailable: tcp connect error";
  assert.deepEqual(records, [["warn", "Activity not found on completion", { details: brief, error: brief }]]);
});

Deno.test("LogBridge shows of a failure only its message", () => {
  const { bridge, records } = scene();
  const failure = 'Failure { failure: Some(Failure { message: "too late", source: "" }), force_cause: Unspecified }';
  bridge.log("WARN", "Failing workflow task", { failure });
  assert.deepEqual(records, [["warn", "Failing workflow task", { failure: "too late" }]]);
});

Deno.test("LogBridge shows a reason that it cannot read as it is", () => {
  const { bridge, records } = scene();
  bridge.log("WARN", "gRPC call poll_workflow_task_queue retried 6 times", retry(1, "no idea"));
  assert.deepEqual(records, [
    ["warn", "Calls to Temporal fail and are tried again: no idea", { call: "poll_workflow_task_queue" }],
  ]);
});

Deno.test("LogBridge has nondeterminism of a run explained, and leaves other failures as they are", () => {
  const { bridge, records } = scene();
  const report = "[TMPRL1100] Nondeterminism error: no match";
  bridge.warn("Failing workflow task", { runId: "ours", failure: report });
  bridge.warn("Failing workflow task", { runId: "foreign", failure: report });
  bridge.warn("Failing workflow task", { runId: "ours", failure: "it raised" });
  bridge.warn("Something else", { runId: "ours", failure: report });
  assert.deepEqual(records, [
    ["error", `Workflow task failed: explained: ${report}`, { run_id: "ours" }],
    ["warn", "Failing workflow task", { runId: "foreign", failure: report }],
    ["warn", "Failing workflow task", { runId: "ours", failure: "it raised" }],
    ["warn", "Something else", { runId: "ours", failure: report }],
  ]);
});

Deno.test("LogBridge has clients look at their connections once a second, and leaves the telling to them", () => {
  const { bridge, records, looks } = scene(1);
  for (let call = 0; call < 40; call++) {
    bridge.log("WARN", "gRPC call poll_workflow_task_queue retried 6 times", retry(100 + call / 10, REFUSED));
  }
  assert.deepEqual([looks.length, records], [4, []]);
});

Deno.test("LogBridge tells itself of calls that fail over a connection that works", () => {
  const { bridge, records, looks } = scene(1);
  const limited = 'Status { code: ResourceExhausted, message: "too many requests" }';
  bridge.log("WARN", "gRPC call poll_workflow_task_queue retried 6 times", retry(1, limited));
  const message = "Calls to Temporal fail and are tried again: ResourceExhausted: too many requests";
  assert.deepEqual([looks, records], [[], [["warn", message, { call: "poll_workflow_task_queue" }]]]);
});

Deno.test("LogBridge takes for details what is said about a worker that polls in vain, for the supervisor tells it", () => {
  const { bridge, records } = scene();
  bridge.warn("Error while polling for activity tasks", { error: REFUSED });
  bridge.error("Worker failed", { error: new Error("refused") });
  bridge.warn(`shutdown_worker rpc errored during worker shutdown: ${REFUSED}`);
  assert.deepEqual(records.map(([level]) => level), ["debug", "debug", "debug"]);
});
