import assert from "node:assert/strict";
import type { Client } from "@temporalio/client";
import { makeCurrent } from "../support/deployment.ts";
import { gateSource, openGate } from "../support/gate.ts";
import { testNamespace, type TestWorker, withWorker } from "../support/temporal.ts";
import { until } from "../support/until.ts";

const place = await testNamespace("versioning");

/** A worker of one build, whose workflows wait at the gate and then tell which build they ended on. */
function build(build_id: string, name: string, default_versioning_behavior: string): TestWorker {
  const options = { use_versioning: true, deployment_name: name, build_id, default_versioning_behavior };
  const source = (type: string) => gateSource(`${name}-${type}`) + `return function() gate() return "${build_id}" end`;
  return {
    settings: { taskQueue: name },
    options,
    workflows: { "app:pinned": source("pinned"), "app:moves": source("moves"), "app:default": source("default") },
    versioningBehaviors: { "app:pinned": "pinned", "app:moves": "auto_upgrade" },
  };
}

/** How the server sees a run: its behavior and its build. */
async function versionOf(client: Client, workflowId: string): Promise<string> {
  const { raw } = await client.workflow.getHandle(workflowId).describe();
  const { behavior, deploymentVersion } = raw.workflowExecutionInfo?.versioningInfo ?? {};
  return `${behavior} ${deploymentVersion?.buildId}`;
}

Deno.test("a pinned run ends on its build, an auto-upgrade run on the one that became current", async () => {
  const name = `rollout-${crypto.randomUUID().slice(0, 8)}`;
  const types = ["pinned", "moves", "default"];
  await withWorker(place, build("v1", name, "pinned"), async ({ foreign }) => {
    const start = async (type: string) => {
      const workflowId = `${type}-${crypto.randomUUID()}`;
      return await foreign.workflow.start(`app:${type}`, { taskQueue: name, workflowId });
    };
    await makeCurrent(foreign, place.namespace, name, "v1");
    const runs = await Promise.all(types.map(start));
    const versions = () => Promise.all(runs.map(({ workflowId }) => versionOf(foreign, workflowId)));
    const [PINNED, AUTO_UPGRADE] = [1, 2];
    await until(async () => (await versions()).every((version) => version.endsWith("v1")));
    assert.deepEqual(await versions(), [`${PINNED} v1`, `${AUTO_UPGRADE} v1`, `${PINNED} v1`]);

    await withWorker(place, build("v2", name, "pinned"), async () => {
      await makeCurrent(foreign, place.namespace, name, "v2");
      await Promise.all(types.map((type) => openGate(foreign, `${name}-${type}`)));
      assert.deepEqual(await Promise.all(runs.map((run) => run.result())), ["v1", "v2", "v1"]);
      assert.deepEqual(await versions(), [`${PINNED} v1`, `${AUTO_UPGRADE} v2`, `${PINNED} v1`]);

      const later = await start("pinned");
      await openGate(foreign, `${name}-pinned`);
      assert.equal(await later.result(), "v2", "a new run begins on the current build");
    });
  });
});

Deno.test("default_versioning_behavior counts for workflows without one of their own", async () => {
  const name = `default-${crypto.randomUUID().slice(0, 8)}`;
  await withWorker(place, build("v1", name, "auto_upgrade"), async ({ foreign }) => {
    await makeCurrent(foreign, place.namespace, name, "v1");
    const run = await foreign.workflow.start("app:default", { taskQueue: name, workflowId: crypto.randomUUID() });
    await openGate(foreign, `${name}-default`);
    assert.equal(await run.result(), "v1");
    assert.equal(await versionOf(foreign, run.workflowId), "2 v1");
  });
});

Deno.test("without versioning a workflow's versioning behavior is not sent", async () => {
  const versioningBehaviors = { "app:plain": "pinned" } as const;
  const given = { versioningBehaviors, workflows: { "app:plain": `return function() return "done" end` } };
  await withWorker(place, given, async ({ foreign, taskQueue }) => {
    const options = { taskQueue, workflowId: crypto.randomUUID(), workflowRunTimeout: "30s" } as const;
    const run = await foreign.workflow.start("app:plain", options);
    assert.equal(await run.result(), "done");
    const { raw } = await run.describe();
    assert.equal(raw.workflowExecutionInfo?.versioningInfo, null);
  });
});
