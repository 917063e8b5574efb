import { deepEqual, doesNotMatch, equal } from "node:assert/strict";
import { appFolder } from "../support/app_folder.ts";
import { LunationProcess } from "../support/lunation_process.ts";
import { testNamespace } from "../support/temporal.ts";

const place = await testNamespace("exec-function");

Deno.test("exec of a function connects a client when the function first needs it", async () => {
  await using app = await appFolder({
    "_index.yaml": `namespace: app
entries:
  - {name: client, kind: temporal.client, address: "${place.address}", namespace: "${place.namespace}"}
  - {name: worker, kind: temporal.worker, client: client, task_queue: nobody-polls}
  - name: wf
    kind: workflow.lua
    source: return function() end
    meta: {temporal: {workflow: {worker: worker}}}
  - name: starts
    kind: function.lua
    method: main
    source: |
      return function()
        local pid = process.with_options({}):with_name("w1"):spawn_monitored("app:wf", "app:worker")
        assert(process.terminate(pid))
        local e = process.events():receive()
        return { pid, e.from == pid, e.result.error:message() }
      end
  - {name: plain, kind: function.lua, method: main, source: "return function() return 1 end"}
`,
  });
  await using starts = new LunationProcess(["exec", "--app", app.path, "--log-level", "warn", "app:starts"]);
  equal(await starts.exitCode(), 0, starts.stderr);
  deepEqual(JSON.parse(starts.stdout), ["{app:client@app:worker|w1}", true, "workflow terminated"]);
  await using plain = new LunationProcess(["exec", "--app", app.path, "--log-level", "debug", "app:plain"]);
  equal(await plain.exitCode(), 0, plain.stderr);
  doesNotMatch(plain.stderr, /app:client/);
});
