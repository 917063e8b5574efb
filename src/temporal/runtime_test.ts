import { deepEqual } from "node:assert/strict";
import { Runtime } from "@temporalio/worker";
import type { Logger } from "../base/mod.ts";
import { installRuntime, onFailingCalls } from "./_runtime.ts";

const records: unknown[] = [];
const recording = (fields: Record<string, unknown>): Logger => ({
  log: (level, message) => records.push([level, message, fields]),
  with: (more) => recording({ ...fields, ...more }),
});
// The runtime lives as long as the process: no test may be the one that starts it.
for (const entry of ["app:one", "app:two"]) installRuntime(recording({ entry, program: "tests" }));

Deno.test("installRuntime() gives core's records to no entry, for all clients share one core", () => {
  Runtime.instance().logger.warn("look");
  Runtime.instance().flushLogs();
  deepEqual(records, [["warn", "look", { entry: undefined, program: "tests" }]]);
});

Deno.test("onFailingCalls() has each client look at its connection until that is ended", () => {
  const looks: string[] = [];
  const ends = ["one", "two", "three"].map((name) => onFailingCalls(() => looks.push(name)));
  ends[1]!();
  const error = 'Status { code: Unavailable, message: "tcp connect error" }';
  Runtime.instance().logger.warn("gRPC call poll_workflow_task_queue retried 6 times", { error });
  Runtime.instance().flushLogs();
  for (const end of ends) end();
  deepEqual(looks, ["one", "three"]);
});
