import assert from "node:assert/strict";
import { appFolder } from "../support/app_folder.ts";
import { historiesOf } from "../support/histories_of.ts";
import { LunationProcess } from "../support/lunation_process.ts";
import { testNamespace, withWorker } from "../support/temporal.ts";

const place = await testNamespace("names-app");

/** Two workers behind one prefix, workflows with names of their own, and a host that runs no workflows. */
const FILES = {
  "_index.yaml": `version: "1.0"
namespace: app
entries:
  - {name: client, kind: temporal.client, address: "${place.address}", namespace: "${place.namespace}", tq_prefix: "eu-"}
  - {name: a, kind: temporal.worker, client: client, task_queue: a, lifecycle: {auto_start: true}}
  - {name: b, kind: temporal.worker, client: client, task_queue: b, lifecycle: {auto_start: true},
     worker_options: {max_cached_workflows: 0}}
  - {name: host, kind: process.host, lifecycle: {auto_start: true}}
  - {name: parent, kind: workflow.lua, source: file://parent.lua, method: main, modules: [workflow],
     meta: {temporal: {workflow: {worker: a, name: Parent}}}}
  - {name: sibling, kind: workflow.lua, source: file://reports.lua, method: main, modules: [workflow],
     meta: {temporal: {workflow: {worker: a, name: Sibling}}}}
  - {name: child, kind: workflow.lua, source: file://reports.lua, method: main, modules: [workflow],
     meta: {temporal: {workflow: {worker: b, name: Child}}}}
  - {name: plain, kind: workflow.lua, source: file://reports.lua, method: main, modules: [workflow],
     meta: {temporal: {workflow: {worker: b}}}}
  - {name: last, kind: workflow.lua, source: file://last.lua, method: main, modules: [workflow],
     meta: {temporal: {workflow: {worker: a, name: Last}}}}
`,
  "reports.lua": `
    local workflow = require("workflow")
    local function main(n)
      local info = workflow.info()
      return { n = n, type = info.workflow_type, queue = info.task_queue, id = process.id() }
    end
    return { main = main }`,
  "parent.lua": `
    local workflow = require("workflow")
    local function refused(_, err) return err:kind() .. ": " .. err:message() end
    local function main()
      local found = {
        type = workflow.info().workflow_type, pid = process.pid():gsub("|.*", "|"),
        sibling = workflow.exec("app:sibling", 1),
        child = process.exec("app:child", "app:b", 2),
        plain = process.exec("app:plain", "app:b", 3),
        named = process.spawn("Child", "eu-b", 5) and process.events():receive().result.value,
        own_queue = process.with_options({ ["workflow.task_queue"] = "eu-b" }):exec("app:plain", "app:a", 4),
        host = refused(process.spawn("app:child", "app:host")),
        entry = refused(process.spawn("app:child", "app:client")),
      }
      process.upgrade("app:last", found)
    end
    return { main = main }`,
  "last.lua": `
    local workflow = require("workflow")
    local function main(found)
      found.last = workflow.info().workflow_type
      return found
    end
    return { main = main }`,
};

Deno.test("entry ids stand for the names that workflows are registered by, worker ids for their queues", async () => {
  await using app = await appFolder(FILES);
  await using program = new LunationProcess(["run", "--app", app.path]);
  await withWorker(place, {}, async ({ foreign }) => {
    const workflowId = crypto.randomUUID();
    const handle = await foreign.workflow.start("Parent", { taskQueue: "eu-a", workflowId, workflowRunTimeout: "1m" });
    const result = await handle.result().catch((error) => assert.fail(`${error.cause ?? error}\n${program.stderr}`));
    const only = "workflows can start only workflows, on the queue of a temporal.worker";
    assert.deepEqual(result, {
      type: "Parent",
      pid: "{app:client@app:a|",
      sibling: { n: 1, type: "Sibling", queue: "eu-a", id: "app:sibling" },
      child: { n: 2, type: "Child", queue: "eu-b", id: "app:child" },
      plain: { n: 3, type: "app:plain", queue: "eu-b", id: "app:plain" },
      named: { n: 5, type: "Child", queue: "eu-b", id: "app:child" },
      own_queue: { n: 4, type: "app:plain", queue: "eu-b", id: "app:plain" },
      host: `Invalid: "app:host" is a process.host: ${only}`,
      entry: `Invalid: "app:client" is a temporal.client: ${only}`,
      last: "Last",
    });
    await assertReplays(app.path, await historiesOf(foreign, workflowId));
  });
  program.kill("SIGTERM");
  assert.equal(await program.exitCode(), 0, program.stderr);
});

/** `lunation replay` finds the workers that run the histories. */
async function assertReplays(appPath: string, histories: readonly unknown[]): Promise<void> {
  const files = await appFolder(
    Object.fromEntries(histories.map((history, i) => [`${i}.json`, JSON.stringify(history)])),
  );
  await using _files = files;
  const paths = histories.map((_, i) => `${files.path}/${i}.json`);
  await using program = new LunationProcess(["replay", "--app", appPath, ...paths]);
  assert.equal(await program.exitCode(), 0, program.stdout + program.stderr);
  assert.match(program.stdout, new RegExp(`^${histories.length} histories, 0 broken$`, "m"));
}
