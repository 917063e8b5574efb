import assert from "node:assert/strict";
import { until } from "../support/until.ts";
import type { Answer } from "./_peer.ts";
import type { Rows, Scene } from "./_scene.ts";

const ORDER = { id: "o-1", total: 12.5, lines: [{ sku: "ä", n: 2 }], big: 1700000000000, paid: false };

/** Our declined payment, as every other SDK has to see it. */
const DECLINED = { kind: "application", message: "no money", type: "Invalid", nonRetryable: true };

function assertDeclined({ failure }: Answer): void {
  const { details, ...rest } = failure!;
  assert.deepEqual(rest, DECLINED);
  const [chain] = details as [{ errors: Record<string, unknown>[] }];
  const { msg, kind, retry, details: own } = chain.errors[0]!;
  assert.deepEqual({ msg, kind, retry, own }, { msg: "no money", kind: "Invalid", retry: false, own: { code: 7 } });
}

/** Has their workflow call something of ours, and tells how that ended. */
async function callsOurs(
  { peer, ours, theirs }: Scene,
  target: "activity" | "child",
  type: string,
  { args = [] as unknown[], timeoutMs = 10_000, attempts = 1 } = {},
): Promise<Answer> {
  const { value, failure } = await peer.run("peer:calls", theirs, [
    { target, type, taskQueue: ours, timeoutMs, attempts, args },
  ]);
  assert.equal(failure, undefined, JSON.stringify(failure));
  return value as Answer;
}

/** Has their workflow call something of ours that does not end, cancels their workflow, and tells how the call ended. */
async function cancelsOurs({ peer, ours, theirs, records }: Scene, target: "activity" | "child", type: string) {
  const mark = crypto.randomUUID();
  const call = { target, type, taskQueue: ours, timeoutMs: 60_000, attempts: 1, args: [mark] };
  const workflowId = await peer.start("peer:calls", theirs, [call]);
  await until(() => records.some((record) => record.includes(mark)));
  await peer.ask({ operation: "cancel", workflowId });
  const { value } = await peer.ask({ operation: "result", workflowId });
  return value as Answer;
}

/** Programs on another SDK start, ask and await our workflows, and their workflows call what is ours. */
export const theirsToOurs: Rows = {
  async start({ peer, ours }) {
    assert.deepEqual(await peer.run("app:echo", ours, [ORDER, "text"]), { value: [ORDER, "text"] });
    assert.deepEqual(await peer.run("Echo", ours, [1, 2]), { value: [1, 2] }, "by the name in its meta");
  },

  async signal(scene) {
    const { peer, ours, theirs } = scene;
    const workflowId = await peer.start("app:adds", ours, [10]);
    await peer.ask({ operation: "signal", workflowId, name: "add", args: [1] });
    await peer.run("peer:signals", theirs, [{ workflowId, name: "add", arg: 2 }]);
    await peer.ask({ operation: "signal", workflowId, name: "done", args: [] });
    assert.deepEqual(await peer.ask({ operation: "result", workflowId }), { value: 13 });
  },

  async query({ peer, ours }) {
    const workflowId = await peer.start("app:adds", ours, [10]);
    const ask = (name: string) => peer.ask({ operation: "query", workflowId, name, args: [] });
    assert.deepEqual(await ask("sum"), { value: 10 });
    assert.deepEqual(await ask("pid"), { value: workflowId });
    assert.match((await ask("sun")).failure?.message ?? "", /unknown query type: sun/);
    await peer.ask({ operation: "signal", workflowId, name: "done", args: [] });
    await peer.ask({ operation: "result", workflowId });
    assert.deepEqual(await ask("sum"), { value: 10 });
  },

  async update({ peer, ours }) {
    const workflowId = await peer.start("app:adds", ours, [10]);
    const add = (n: number) => peer.ask({ operation: "update", workflowId, name: "add", args: [n] });
    assert.deepEqual(await add(5), { value: 15 });
    const { details: _, ...refused } = (await add(-5)).failure!;
    assert.deepEqual(refused, { kind: "application", message: "negative", type: "Invalid" });
    await peer.ask({ operation: "signal", workflowId, name: "done", args: [] });
    assert.deepEqual(await peer.ask({ operation: "result", workflowId }), { value: 15 });
  },

  async activity(scene) {
    assert.deepEqual(await callsOurs(scene, "activity", "app:double", { args: [21] }), {
      value: { from: 21, doubled: 42 },
    });
    assert.equal((await callsOurs(scene, "activity", "app:nothing")).value ?? null, null);
  },

  async child(scene) {
    assert.deepEqual(await callsOurs(scene, "child", "app:echo", { args: [ORDER, 2] }), { value: [ORDER, 2] });
  },

  async failure(scene) {
    const { peer, ours } = scene;
    assertDeclined(await peer.run("app:fails", ours, []));
    assertDeclined(await callsOurs(scene, "child", "app:fails"));
    assertDeclined(await callsOurs(scene, "activity", "app:declines", { attempts: 3 }));
    const mark = crypto.randomUUID();
    const { failure } = await callsOurs(scene, "activity", "app:busy", { args: [mark], attempts: 3 });
    const { details: _, ...busy } = failure!;
    assert.deepEqual(busy, { kind: "application", message: "busy", type: "Unavailable" });
    assert.equal(scene.records.filter((record) => record.includes(mark)).length, 3);
  },

  async cancellation(scene) {
    const { peer, ours } = scene;
    const workflowId = await peer.start("app:adds", ours, [10]);
    await peer.ask({ operation: "cancel", workflowId });
    assert.equal((await peer.ask({ operation: "result", workflowId })).failure?.kind, "canceled");
    assert.equal((await cancelsOurs(scene, "child", "app:waits")).failure?.kind, "canceled");
    assert.equal((await cancelsOurs(scene, "activity", "app:hangs")).failure?.kind, "canceled");
  },

  async timeout(scene) {
    const { peer, ours } = scene;
    assert.equal((await peer.run("app:adds", ours, [10], 500)).failure?.kind, "timeout");
    for (const [target, type] of [["child", "app:adds"], ["activity", "app:hangs"]] as const) {
      const { failure } = await callsOurs(scene, target, type, { args: [10], timeoutMs: 500 });
      assert.deepEqual([failure?.kind, failure?.timeoutType], ["timeout", "starttoclose"], target);
    }
  },

  async headers(scene) {
    const { peer, ours, theirs } = scene;
    const heard = (workflowId: string) => peer.ask({ operation: "result", workflowId });
    const outside = await peer.start("app:hears", ours, []);
    await peer.ask({ operation: "signal", workflowId: outside, name: "hello", args: [{ n: 1 }] });
    const message = { topic: "hello", from: "", data: { n: 1 }, tenant: "acme" };
    assert.deepEqual(await heard(outside), { value: message });
    const inside = await peer.start("app:hears", ours, []);
    await peer.run("peer:signals", theirs, [{ workflowId: inside, name: "hello", arg: { n: 1 } }]);
    assert.deepEqual(await heard(inside), { value: message });
    assert.deepEqual(await callsOurs(scene, "activity", "app:tenant"), { value: "acme" });
  },
};
