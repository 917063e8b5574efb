import { deepEqual, equal, match } from "node:assert/strict";
import { appFolder } from "../support/app_folder.ts";
import { LunationProcess } from "../support/lunation_process.ts";
import { testNamespace, withClient } from "../support/temporal.ts";

const place = await testNamespace("process-activities");

/** An application whose activities are processes. */
function application(taskQueue: string) {
  return appFolder({
    "_index.yaml": `version: "1.0"
namespace: app
entries:
  - {name: client, kind: temporal.client, address: "${place.address}", namespace: "${place.namespace}"}
  - name: worker
    kind: temporal.worker
    client: client
    task_queue: "${taskQueue}"
    worker_options: {deadlock_detection_timeout: 20s}
    lifecycle: {auto_start: true, stop_timeout: 1s}
  - {name: host, kind: process.host, lifecycle: {auto_start: true}}
  - name: wf
    kind: workflow.lua
    modules: [funcs]
    source: |
      return function()
        local value, err = funcs.call("app:fails")
        return { funcs.call("app:own", 2), funcs.call("app:hosted", 3), err:kind(), err:message() }
      end
    meta: {temporal: {workflow: {worker: worker}}}
  - name: waiting
    kind: workflow.lua
    modules: [funcs]
    source: |
      return function(id) return funcs.call(id) end
    meta: {temporal: {workflow: {worker: worker}}}
  - name: own
    kind: process.lua
    source: return function(n) return { n, process.pid() } end
    meta: {temporal: {activity: {worker: worker}}}
  - name: hosted
    kind: process.lua
    source: return function(n) return { n, process.pid() } end
    meta: {default_host: host, temporal: {activity: {worker: worker}}}
  - name: fails
    kind: process.lua
    source: |
      return function() return nil, errors.new({ message = "no", kind = "Conflict", retryable = false }) end
    meta: {options: {default_host: "app:host"}, temporal: {activity: {worker: worker}}}
  - name: obeys
    kind: process.lua
    source: |
      return function()
        print("obeys")
        local e = process.events():receive()
        print("got " .. e.kind .. " from " .. e.from)
        return "cleaned up"
      end
    meta: {temporal: {activity: {worker: worker}}}
  - name: ignores
    kind: process.lua
    source: |
      return function() print("ignores") process.inbox():receive() end
    meta: {temporal: {activity: {worker: worker}}}
`,
  });
}

Deno.test("a process.lua serves as an activity, on its default host or on its own", async () => {
  await using app = await application(crypto.randomUUID());
  await using exec = new LunationProcess(["exec", "--app", app.path, "app:wf"]);
  equal(await exec.exitCode(), 0, exec.stderr);
  const [own, hosted, ...error] = JSON.parse(exec.stdout);
  deepEqual([own[0], hosted[0], ...error], [2, 3, "Conflict", "no"]);
  match(own[1], /^\{local@app:own\|0x/);
  match(hosted[1], /^\{local@app:host\|0x/);
});

Deno.test("a stop is a CANCEL event for a process that serves as an activity, and ends it after the grace", async () => {
  const taskQueue = crypto.randomUUID();
  await using app = await application(taskQueue);
  await withClient(place, async (client) => {
    const stop = async (id: string) => {
      await using run = new LunationProcess(["run", "--app", app.path]);
      await run.sees("Running the application");
      await client.workflows.start("app:waiting", { taskQueue, workflowId: crypto.randomUUID(), args: [`app:${id}`] });
      await run.sees(id);
      run.kill("SIGTERM");
      return { code: await run.exitCode(), stderr: run.stderr };
    };
    const obeying = await stop("obeys");
    match(obeying.stderr, /got pid\.cancel from \{\|topology\}/);
    equal(obeying.code, 0, obeying.stderr);
    const ignoring = await stop("ignores");
    equal(ignoring.code, 3, ignoring.stderr);
    match(ignoring.stderr, /app:worker: activity "app:ignores" of workflow/);
  });
});
