import assert from "node:assert/strict";
import { TemporalClient } from "../../src/temporal/mod.ts";
import { temporalClient } from "../../src/kinds/mod.ts";
import { until } from "../support/until.ts";
import type { Rows, Scene } from "./_scene.ts";

const ORDER = { id: "o-1", total: 12.5, lines: [{ sku: "ä", n: 2 }], big: 1700000000000, paid: false };

/** Their declined payment: what it has of its own stands under its SDK's names. */
const DECLINED = { kind: "", message: "no money", retryable: false };
const DECLINED_DETAILS = { _type: "CardDeclined", details: [{ code: 7 }, "second"] };

interface Outcome {
  readonly value?: unknown;
  readonly kind?: string;
  readonly message?: string;
  readonly retryable?: boolean;
  readonly details?: Record<string, unknown>;
}

/** Has our workflow call something of theirs, and tells how that ended. */
async function callsTheirs(
  { call, theirs }: Scene,
  target: "activity" | "child",
  type: string,
  { args = [] as unknown[], options = {} as Record<string, unknown> } = {},
): Promise<Outcome> {
  const queue = target === "activity" ? { "activity.task_queue": theirs } : {};
  const given = { target, type, queue: theirs, args, options: { ...queue, ...options } };
  const { value, ...rest } = await call("app:runs", "app:calls", null, given) as Outcome;
  assert.deepEqual(rest, {});
  return value as Outcome;
}

function assertDeclined({ details, ...rest }: Outcome, wrapper?: string): void {
  assert.deepEqual(rest, DECLINED);
  const { _type, details: own, _wrapper } = details!;
  assert.deepEqual({ _type, details: own }, DECLINED_DETAILS);
  assert.equal(_wrapper, wrapper);
}

/** Has our workflow cancel an activity of theirs, which then says that it was cancelled. */
async function cancelsTheirActivity(
  { peer, ours, theirs, running }: Pick<Scene, "peer" | "ours" | "theirs" | "running">,
) {
  const options = {
    "activity.task_queue": theirs,
    "activity.heartbeat_timeout": "10s",
    "activity.wait_for_cancellation": true,
  };
  const workflowId = await peer.start("app:cancels_activity", ours, [{ type: "peer:hangs", options }]);
  const client = running.component(temporalClient, "app:client");
  assert.ok(client instanceof TemporalClient);
  await until(async () => {
    const { events } = await client.workflows.getHandle(workflowId).fetchHistory();
    return events?.some((event) => event.activityTaskCanceledEventAttributes);
  });
  await peer.ask({ operation: "signal", workflowId, name: "done", args: [] });
  assert.deepEqual(await peer.ask({ operation: "result", workflowId }), { value: ["Canceled", true] });
}

/** Our functions start, ask and await workflows of a program on another SDK, and our workflows call what is theirs. */
export const oursToTheirs: Rows = {
  async start({ call, theirs }) {
    assert.deepEqual(await call("app:runs", "peer:echo", theirs, ORDER, "text"), { value: [ORDER, "text"] });
  },

  async signal({ call, peer, theirs }) {
    assert.equal(await call("app:talks", "peer:adds", theirs), 13);
    const workflowId = await peer.start("peer:adds", theirs, [10]);
    const pid = `{app:client@app:worker|${workflowId}}`;
    for (const signal of [{ pid, name: "add", arg: 5 }, { pid, name: "done" }]) {
      assert.deepEqual(await call("app:runs", "app:signals", null, signal), { value: true });
    }
    assert.deepEqual(await peer.ask({ operation: "result", workflowId }), { value: 15 });
  },

  async query({ command, peer, theirs }) {
    const workflowId = await peer.start("peer:adds", theirs, [10]);
    assert.equal(await command("query", workflowId, "sum"), "10\n");
    assert.match(await command("query", workflowId, "sun"), /^error: query "sun" of the workflow ".*" failed: .*sun/i);
    await command("signal", workflowId, "done");
    assert.equal(await command("result", workflowId), "10\n");
    assert.equal(await command("query", workflowId, "sum"), "10\n");
  },

  async update({ command, peer, theirs }) {
    const workflowId = await peer.start("peer:adds", theirs, [10]);
    assert.equal(await command("update", workflowId, "add", "5"), "15\n");
    assert.match(await command("update", workflowId, "add", "-5"), /failed: negative \(Invalid\)/);
    await command("cancel", workflowId);
    assert.match(await command("result", workflowId), /cancel/i);
  },

  async activity(scene) {
    assert.deepEqual(await callsTheirs(scene, "activity", "peer:double", { args: [21] }), {
      value: { from: 21, doubled: 42 },
    });
    assert.deepEqual(await callsTheirs(scene, "activity", "peer:nothing"), [], "an empty table");
    assert.deepEqual(await callsTheirs(scene, "activity", "peer:bytes", { args: ["bytes"] }), { value: "bytes" });
  },

  async child(scene) {
    assert.deepEqual(await callsTheirs(scene, "child", "peer:echo", { args: [ORDER, 2] }), { value: [ORDER, 2] });
  },

  async failure(scene) {
    const { call, theirs } = scene;
    assertDeclined(await call("app:runs", "peer:fails", theirs) as Outcome);
    assertDeclined(await callsTheirs(scene, "child", "peer:fails"), "child_workflow");
    const options = { "activity.retry_policy": { maximum_attempts: 3, initial_interval: 1 } };
    assertDeclined(await callsTheirs(scene, "activity", "peer:declines", { options }), "activity");
    const { kind, message, retryable } = await callsTheirs(scene, "activity", "peer:busy", { options });
    assert.deepEqual({ kind, message, retryable }, { kind: "Unavailable", message: "attempt 3", retryable: true });
    const missing = await callsTheirs(scene, "activity", "peer:missing", {
      options: { "activity.retry_policy": { maximum_attempts: 1 } },
    });
    assert.equal(missing.kind, "NotFound");
  },

  async cancellation({ call, peer, ours, theirs, running }) {
    const canceled = ["Canceled", "operation canceled"];
    assert.deepEqual(await call("app:stops", "peer:adds", theirs), canceled);
    assert.deepEqual(await call("app:runs", "app:cancels_child", null, { type: "peer:adds", queue: theirs }), {
      value: [true, ...canceled],
    });
    await cancelsTheirActivity({ peer, ours, theirs, running });
  },

  async timeout(scene) {
    const activity = await callsTheirs(scene, "activity", "peer:hangs", {
      options: { "activity.start_to_close_timeout": "500ms", "activity.retry_policy": { maximum_attempts: 1 } },
    });
    assert.deepEqual([activity.kind, activity.retryable, activity.details?.timeout_type], [
      "Timeout",
      false,
      "start_to_close",
    ]);
    const child = await callsTheirs(scene, "child", "peer:adds", {
      args: [1],
      options: { "workflow.execution_timeout": "500ms" },
    });
    assert.deepEqual([child.kind, child.retryable], ["Timeout", false]);
  },

  async headers(scene) {
    assert.deepEqual(await callsTheirs(scene, "activity", "peer:tenant"), { value: "lunar" });
  },
};
