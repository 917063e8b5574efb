import { deepEqual, equal, rejects } from "node:assert/strict";
import type { Component } from "../base/mod.ts";
import type { Supervisor } from "../supervisor/mod.ts";
import { OnDemand } from "./_on_demand.ts";

const NEVER = new AbortController().signal;

/** Supervisors of one component each, whose first starts fail. */
function scene({ failures = 0 } = {}) {
  const log: string[] = [];
  const demand = new OnDemand((id) => {
    const component = { id } as unknown as Component;
    log.push(`made ${id}`);
    const supervisor = {
      start: () => failures-- > 0 ? Promise.reject(new Error(`Cannot run "${id}"`)) : Promise.resolve(),
      component: (asked: string) => asked === id ? component : undefined,
      stop: () => Promise.resolve((log.push(`stopped ${id}`), { drained: [id], cut: [], failed: [] })),
    };
    return supervisor as unknown as Supervisor;
  }, NEVER);
  return { demand, log };
}

Deno.test("OnDemand.component() starts a component once, also for several who ask at a time", async () => {
  const { demand, log } = scene();
  const [first, second] = await Promise.all([demand.component("app:a"), demand.component("app:a")]);
  equal(first, second);
  equal(await demand.component("app:a"), first);
  await demand.component("app:b");
  deepEqual(log, ["made app:a", "made app:b"]);
  deepEqual((await demand.stop()).flatMap(({ drained }) => drained), ["app:a", "app:b"]);
});

Deno.test("OnDemand.component() says why a start failed, and tries again for the next one", async () => {
  const { demand, log } = scene({ failures: 1 });
  await rejects(demand.component("app:a"), { kind: "Unavailable", message: 'Cannot run "app:a"' });
  await demand.component("app:a");
  deepEqual(log, ["made app:a", "made app:a"]);
  equal((await demand.stop()).length, 1);
});
