import { deepEqual } from "node:assert/strict";
import type { Component, ComponentStatus } from "../../base/mod.ts";
import type { ServiceState, StateChange } from "../../app/mod.ts";
import { StatusTable } from "./status_table.ts";

const SECOND = 1_000_000_000n;

function worker(status: ComponentStatus): Component {
  return {
    start: () => Promise.resolve(),
    stop: () => Promise.resolve({ cut: [] }),
    failed: new Promise(() => {}),
    status: () => status,
  };
}

function change(reason: string, isFailure: boolean): StateChange {
  return { id: "app:w", from: "starting", state: "waiting", at: 0n, reason, ...isFailure && { isFailure: true } };
}

/** Cells of a line: columns stand at least two blanks apart. */
function cells(line: string): string[] {
  return line.split(/ {2,}/);
}

Deno.test("StatusTable.lines() shows state, queue, slots, cache, processes and the last failure in columns", () => {
  const status = {
    queue: "orders",
    workflowSlots: { used: 1, limit: 1000 },
    activitySlots: { used: 7, limit: 7 },
    cachedWorkflows: 12,
    tasks: 5,
  };
  const history = [change("connection\nrefused", true), change('needs "app:c"', false)];
  const states: ServiceState[] = [
    { id: "app:client", isRequired: true, state: "running", history: [] },
    { id: "app:w", isRequired: true, state: "running", history, component: worker(status) },
    { id: "app:x", isRequired: true, state: "waiting", history: [change('needs "app:c"', false)] },
    { id: "app:h", isRequired: true, state: "running", history: [], component: worker({ processes: 4321 }) },
  ];
  const [header, client, row, waiting, host] = new StatusTable().lines(states, 0n);
  deepEqual(cells(header!), [
    ...["COMPONENT", "STATE", "QUEUE", "WORKFLOWS", "ACTIVITIES", "TASKS/S", "CACHED", "PROCESSES", "LAST ERROR"],
  ]);
  deepEqual(client, "app:client  running");
  deepEqual(cells(row!), ["app:w", "running", "orders", "1/1000", "7/7", "12", "connection refused"]);
  deepEqual(row!.indexOf("connection"), header!.indexOf("LAST ERROR"));
  deepEqual(waiting, "app:x       waiting");
  deepEqual(cells(host!), ["app:h", "running", "4321"]);
  deepEqual(host!.indexOf("4321"), header!.indexOf("PROCESSES"));
});

Deno.test("StatusTable.lines() shows what keeps a component from working rather than what it failed of before", () => {
  const history = [change("connection refused", true)];
  const component = worker({ fault: "the server\nis lost" });
  const [, line] = new StatusTable().lines([{ id: "c", isRequired: true, state: "running", history, component }], 0n);
  deepEqual(cells(line!).slice(1), ["running", "the server is lost"]);
});

Deno.test("StatusTable.lines() shows tasks per second since the call before, of the same component", () => {
  const table = new StatusTable();
  const rate = (component: Component, now: bigint) => {
    const lines = table.lines([{ id: "w", isRequired: true, state: "running", history: [], component }], now);
    return cells(lines[1]!)[2];
  };
  const counts = { tasks: 10 };
  const component = worker(counts);
  deepEqual(rate(component, 0n), undefined);
  counts.tasks = 35;
  deepEqual(rate(component, 2n * SECOND), "12.5");
  deepEqual(rate(component, 4n * SECOND), "0.0");
  deepEqual(rate(worker({ tasks: 3 }), 5n * SECOND), undefined);
});
