import { deepEqual, equal } from "node:assert/strict";
import { appFolder } from "../support/app_folder.ts";
import { LunationProcess } from "../support/lunation_process.ts";
import { withApp } from "../support/running_app.ts";
import { until } from "../support/until.ts";
import { DevServer } from "./_dev_server.ts";

/** The worker runs in another program, where it is told to. */
const entries = (address: string) => ({
  "_index.yaml": `version: "1.0"
namespace: app
entries:
  - {name: client, kind: temporal.client, address: "${address}", lifecycle: {auto_start: true}}
  - {name: worker, kind: temporal.worker, client: client, task_queue: watched}
  - {name: waits, kind: workflow.lua, source: "file://waits.lua", meta: {temporal: {workflow: {worker: worker}}}}
  - {name: watches, kind: function.lua, source: "file://watches.lua", method: main}
  - {name: tells, kind: function.lua, source: "file://tells.lua", method: main, modules: [time]}
`,
  "waits.lua": `return function()
    local m = process.inbox():receive()
    return m:payload():data()
  end`,
  "watches.lua": `return function()
    local events = process.events()
    process.with_options({ ["workflow.id"] = "watched" }):spawn_monitored("app:waits", "app:worker")
    local e = events:receive()
    local again = channel.select { events:case_receive(), default = true }
    return { kind = e.kind, value = e.result.value, again = again.channel == events }
  end`,
  "tells.lua": `return function(value)
    local ok, err = process.send("{app:client@app:worker|watched}", "go", value)
    return { ok = ok, err = err and err:kind() }
  end`,
});

Deno.test("a watcher outlives a restart of the server and of the worker, and hears of the end once", async () => {
  await using server = await DevServer.start();
  const files = entries(server.address);
  await using folder = await appFolder(files);
  const serve = () => new LunationProcess(["run", "--app", folder.path, "-o", "app:worker:lifecycle.auto_start=true"]);
  await withApp(files, async ({ call }) => {
    const watched = call("app:watches");
    await using first = serve();
    await first.sees('"app:worker" is running');
    await server.stop();
    await server.start();
    first.kill("SIGKILL");
    await first.exitCode();
    await using second = serve();
    await second.sees('"app:worker" is running');
    await until(async () => (await call("app:tells", "after") as { ok?: boolean }).ok);
    deepEqual(await watched, { kind: "pid.exit", value: "after", again: false });
    second.kill("SIGTERM");
    equal(await second.exitCode(), 0, second.stderr);
  });
});
