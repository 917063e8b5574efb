import assert from "node:assert/strict";
import type { Client } from "@temporalio/client";
import { appFolder } from "../support/app_folder.ts";
import { LunationProcess } from "../support/lunation_process.ts";
import { makeCurrent } from "../support/deployment.ts";
import { testNamespace, withWorker } from "../support/temporal.ts";
import { until } from "../support/until.ts";

const place = await testNamespace("versioned-app");
const [address, namespace] = [place.address, place.namespace];

const FILES = {
  "_index.yaml": `version: "1.0"
namespace: app
entries:
  - {name: client, kind: temporal.client, address: "${address}", namespace: "${namespace}"}
  - name: worker
    kind: temporal.worker
    client: client
    task_queue: orders
    worker_options: {use_versioning: true, deployment_name: orders, build_id: auto}
    lifecycle: {auto_start: true}
  - name: order
    kind: workflow.lua
    source: file://order.lua
    modules: [funcs]
    meta: {temporal: {workflow: {worker: worker, versioning_behavior: pinned}}}
  - name: charge
    kind: function.lua
    source: file://charge.lua
    method: main
    meta: {temporal: {activity: {worker: worker}}}
`,
  "order.lua": `return { main = function() return require("funcs").call("app:charge") end }`,
  "charge.lua": `return { main = function() return "charged" end }`,
};

/** The build that the server sees while `lunation run` serves the files, and `meanwhile` goes on. */
async function buildOf(
  { workflowService }: Client,
  changes: Partial<typeof FILES>,
  meanwhile: (buildId: string) => Promise<void> = () => Promise.resolve(),
): Promise<string> {
  await using app = await appFolder({ ...FILES, ...changes });
  const identity = crypto.randomUUID();
  const override = `app:worker:worker_options.identity=${identity}`;
  await using process = new LunationProcess(["run", "--app", app.path, "-o", override], { BUILD_ID: "from-outside" });
  const options = await until(async () => {
    const { pollers } = await workflowService.describeTaskQueue({
      namespace,
      taskQueue: { name: "orders" },
      taskQueueType: 1,
    });
    return pollers?.find((poller) => poller.identity === identity)?.deploymentOptions;
  }, () => process.stderr);
  const { deploymentName, buildId } = options;
  assert.equal(deploymentName, "orders");
  await process.sees(`serves build "${buildId}" of deployment "orders"`);
  await meanwhile(buildId!);
  process.kill("SIGTERM");
  assert.equal(await process.exitCode(), 0, process.stderr);
  return buildId!;
}

Deno.test("build_id auto: a changed activity or comment is no new version, a changed workflow is", async () => {
  await withWorker(place, {}, async ({ foreign }) => {
    const first = await buildOf(foreign, {});
    const same = await buildOf(foreign, {
      "order.lua": `-- orders\n${FILES["order.lua"]}`,
      "charge.lua": FILES["charge.lua"].replace("charged", "paid"),
    });
    const changed = await buildOf(foreign, {
      "order.lua": FILES["order.lua"].replace("return require", "local _ = require"),
    });
    assert.match(first, /^[0-9a-f]{16}$/);
    assert.equal(same, first);
    assert.notEqual(changed, first);
  });
});

Deno.test("build_id_env gives the build, meta.temporal.workflow.versioning_behavior what becomes of a run", async () => {
  const index = FILES["_index.yaml"].replace("build_id: auto", "build_id_env: BUILD_ID") + `
  - {name: os, kind: env.storage.os}
  - {name: build, kind: env.variable, variable: BUILD_ID, storage: os}
`;
  await withWorker(place, {}, async ({ foreign }) => {
    const buildId = await buildOf(foreign, { "_index.yaml": index }, async (buildId) => {
      await makeCurrent(foreign, namespace, "orders", buildId);
      const run = await foreign.workflow.start("app:order", { taskQueue: "orders", workflowId: "behaves" });
      assert.equal(await run.result(), "charged");
      const { raw } = await run.describe();
      const PINNED = 1;
      assert.equal(raw.workflowExecutionInfo?.versioningInfo?.behavior, PINNED);
    });
    assert.equal(buildId, "from-outside");
  });
});

Deno.test("build_id auto: workers of one deployment are one build, also one of activities alone", async () => {
  const index = FILES["_index.yaml"].replaceAll("orders", "shop").replace(
    "activity: {worker: worker}",
    "activity: {worker: till}",
  );
  const till = `  - name: till
    kind: temporal.worker
    client: client
    task_queue: charges
    worker_options: {use_versioning: true, deployment_name: shop, build_id: auto}
    lifecycle: {auto_start: true}
`;
  const call = `require("funcs").new():with_options({["activity.task_queue"] = "charges"}):call("app:charge")`;
  await using app = await appFolder({
    ...FILES,
    "_index.yaml": index + till,
    "order.lua": `return { main = function() return ${call} end }`,
  });
  await using process = new LunationProcess(["run", "--app", app.path]);
  await process.sees("Running the application");
  const builds = [...process.stderr.matchAll(/Worker "(\S+)": serves build "(\w+)" of deployment "shop"/g)];
  assert.deepEqual(builds.map(([, worker]) => worker).sort(), ["app:till", "app:worker"]);
  assert.equal(builds[0]![2], builds[1]![2]);
  await withWorker(place, {}, async ({ foreign }) => {
    await makeCurrent(foreign, namespace, "shop", builds[0]![2]!);
    const run = await foreign.workflow.start("app:order", { taskQueue: "shop", workflowId: "spans" });
    assert.equal(await run.result(), "charged");
  });
  process.kill("SIGTERM");
  assert.equal(await process.exitCode(), 0, process.stderr);
});
