import { deepEqual, doesNotMatch, equal, match, ok } from "node:assert/strict";
import { freePort } from "../src/devserver/mod.ts";
import { type AppFolder, appFolder } from "./support/app_folder.ts";
import { LunationProcess } from "./support/lunation_process.ts";
import { testNamespace, withClient } from "./support/temporal.ts";
import { until } from "./support/until.ts";

const place = await testNamespace("shutdown");

/** An application with one client and one worker that starts with it. */
function application(
  taskQueue: string,
  { address = place.address, entries = "", clientFields = "" } = {},
): Promise<AppFolder> {
  return appFolder({
    "_index.yaml": `version: "1.0"
namespace: app
entries:
  - {name: client, kind: temporal.client, address: "${address}", namespace: "${place.namespace}"${clientFields}}
  - name: worker
    kind: temporal.worker
    client: client
    task_queue: "${taskQueue}"
    worker_options: {deadlock_detection_timeout: 20s}
    lifecycle: {auto_start: true}
${entries}`,
  });
}

/** A workflow that waits for an activity which does not end. */
const ENDLESS = `  - name: slow
    kind: function.lua
    method: main
    modules: [time]
    source: 'local time = require("time"); return function() print("holds on"); return time.sleep("1h") end'
    meta: {temporal: {activity: {worker: worker}}}
  - name: calls
    kind: workflow.lua
    modules: [funcs]
    source: 'local funcs = require("funcs"); return function() return funcs.call("app:slow") end'
    meta: {temporal: {workflow: {worker: worker, name: calls}}}
`;

/** A server that takes connections and never says a word. */
function silentServer(): { address: string } & Disposable {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const connections: Deno.Conn[] = [];
  (async () => {
    for await (const connection of listener) connections.push(connection);
  })();
  return {
    address: `127.0.0.1:${listener.addr.port}`,
    [Symbol.dispose]() {
      listener.close();
      for (const connection of connections) connection.close();
    },
  };
}

Deno.test("SIGTERM with nothing to do: exit 0, the worker stopped before its client", async () => {
  const taskQueue = crypto.randomUUID();
  await using app = await application(taskQueue);
  await using run = new LunationProcess(["run", "--app", app.path]);
  await run.sees("Running the application");
  run.kill("SIGTERM");
  equal(await run.exitCode(), 0, run.stderr);
  match(
    run.stderr,
    /"app:worker" is stopped\n.*"app:client" is stopping\n.*"app:client" is stopped\n.*Stopped; nothing was cut\n$/,
  );
  deepEqual(await run.leftovers(), []);
});

Deno.test("SIGHUP never ends a program under nohup undrained", async () => {
  await using app = await application(crypto.randomUUID());
  // While the runtime compiles, at the first run, it takes SIGHUP for itself.
  await using first = new LunationProcess(["run", "--app", app.path]);
  await first.sees("Running the application");
  first.kill("SIGTERM");
  equal(await first.exitCode(), 0, first.stderr);
  await using run = new LunationProcess(["run", "--app", app.path], {}, undefined, ["nohup"]);
  await run.sees("Running the application");
  run.kill("SIGHUP");
  run.kill("SIGTERM");
  equal(await run.exitCode(), 0, run.stderr);
  match(run.stderr, /Stopped; nothing was cut\n$/);
});

Deno.test("SIGHUP stops as SIGTERM does, also when the shell sends it once more", async () => {
  await using app = await application(crypto.randomUUID());
  await using run = new LunationProcess(["run", "--app", app.path]);
  await run.sees("Running the application");
  run.kill("SIGHUP");
  run.kill("SIGHUP");
  equal(await run.exitCode(), 0, run.stderr);
  match(run.stderr, /Stopping on SIGHUP; SIGTERM ends the program at once\n[^]*Stopped; nothing was cut\n$/);
  deepEqual(await run.leftovers(), []);
});

Deno.test("SIGTERM where clients depend on a worker and on a process: exit 0, each client before what it needs", async () => {
  const entries = `  - name: late
    kind: temporal.client
    address: "${place.address}"
    namespace: "${place.namespace}"
    lifecycle: {auto_start: true, depends_on: [worker]}
  - name: last
    kind: temporal.client
    address: "${place.address}"
    namespace: "${place.namespace}"
    lifecycle: {auto_start: true, depends_on: [keeper]}
  - {name: host, kind: process.host}
  - {name: keeper, kind: process.service, process: waits, host: host, lifecycle: {auto_start: true}}
  - {name: waits, kind: process.lua, method: main, source: "return function() process.events():receive() end"}
`;
  await using app = await application(crypto.randomUUID(), { entries });
  await using run = new LunationProcess(["run", "--app", app.path]);
  await run.sees("Running the application");
  run.kill("SIGTERM");
  equal(await run.exitCode(), 0, run.stderr);
  match(run.stderr, /"app:late" is stopped\n[^]*"app:worker" is stopping/);
  match(run.stderr, /"app:last" is stopped\n[^]*"app:keeper" is stopping\n[^]*"app:host" is stopping/);
  match(run.stderr, /Stopped; nothing was cut\n$/);
  deepEqual(await run.leftovers(), []);
});

Deno.test("SIGTERM during the start: exit 0, told from which state", async () => {
  using server = silentServer();
  await using app = await application("any", { address: server.address, clientFields: ", connection_timeout: 60s" });
  await using run = new LunationProcess(["run", "--app", app.path]);
  await run.sees('"app:client" is starting');
  run.kill("SIGTERM");
  equal(await run.exitCode(), 0, run.stderr);
  doesNotMatch(run.stderr, /is running|Gave up|error/i);
  match(run.stderr, /"app:client" is stopped/);
  deepEqual(await run.leftovers(), []);
});

Deno.test("SIGTERM twice during the start: exit 1 at once", async () => {
  using server = silentServer();
  await using app = await application("any", { address: server.address, clientFields: ", connection_timeout: 60s" });
  await using run = new LunationProcess(["run", "--app", app.path]);
  await run.sees('"app:client" is starting');
  run.kill("SIGTERM");
  run.kill("SIGINT");
  const code = await run.exitCode();
  // The first one alone may have been enough.
  ok(code === 1 || code === 0 && run.stderr.includes('"app:client" is stopped'), run.stderr);
  deepEqual(await run.leftovers(), []);
});

Deno.test("SIGTERM while waiting for the next attempt: exit 0", async () => {
  const restart = ", connection_timeout: 1s, lifecycle: {restart: {initial_delay: 1h, max_delay: 1h}}";
  await using app = await application("any", { address: `127.0.0.1:${freePort(0)}`, clientFields: restart });
  await using run = new LunationProcess(["run", "--app", app.path]);
  await run.sees("attempt 2 in ");
  run.kill("SIGTERM");
  equal(await run.exitCode(), 0, run.stderr);
  match(run.stderr, /"app:client" is stopped/);
  deepEqual(await run.leftovers(), []);
});

Deno.test("SIGTERM with a workflow task in progress: the task is completed, and nothing is lost", async () => {
  const taskQueue = crypto.randomUUID();
  await using app = await application(taskQueue, {
    entries: `  - name: busy
    kind: workflow.lua
    source: file://busy.lua
    meta: {temporal: {workflow: {worker: worker, name: busy}}}
`,
  });
  await Deno.writeTextFile(
    `${app.path}/busy.lua`,
    'return function()\n  print("begins to work")\n  local sum = 0\n  for i = 1, 3000000 do sum = sum + i % 7 end\n  return sum\nend\n',
  );
  await using run = new LunationProcess(["run", "--app", app.path]);
  await run.sees("Running the application");
  await withClient(place, async (client) => {
    const workflowId = crypto.randomUUID();
    const handle = await client.workflows.start("busy", {
      taskQueue,
      workflowId,
      args: [],
      workflowTaskTimeout: "60s",
    });
    await run.sees("begins to work");
    run.kill("SIGTERM");
    equal(await run.exitCode(), 0, run.stderr);
    match(run.stderr, /Stopped; nothing was cut/);
    equal(await handle.result(), 8_999_997);
    const { events } = await handle.fetchHistory();
    ok(!events!.some((event) => event.workflowTaskFailedEventAttributes || event.workflowTaskTimedOutEventAttributes));
    deepEqual(await run.leftovers(), []);
  });
});

Deno.test("SIGTERM with a timeout of the configuration: what still runs is cut after worker.stop_timeout", async () => {
  const taskQueue = crypto.randomUUID();
  await using app = await application(taskQueue, {
    entries: ENDLESS,
  });
  await Deno.writeTextFile(`${app.path}/lunation.yaml`, "worker: {stop_timeout: 300ms}\n");
  await using run = new LunationProcess(["run", "--app", app.path]);
  await run.sees("Running the application");
  doesNotMatch(run.stderr, /worker_stop_timeout of "app:worker" is 0/);
  await withClient(place, async (client) => {
    const workflowId = crypto.randomUUID();
    const handle = await client.workflows.start("calls", { taskQueue, workflowId, args: [] });
    await run.sees("holds on");
    run.kill("SIGTERM");
    equal(await run.exitCode(), 3, run.stderr);
    match(run.stderr, /Drained: app:client\nStopped with work cut:\n {2}app:worker: activity "app:slow" of workflow/);
    await until(async () => (await handle.describe()).status.name === "RUNNING");
    await handle.terminate();
  });
});

Deno.test("SIGTERM during the start of one part: work that another one had begun is cut and reported, exit 3", async () => {
  using server = silentServer();
  const taskQueue = crypto.randomUUID();
  await using app = await application(taskQueue, {
    entries:
      `  - {name: far, kind: temporal.client, address: "${server.address}", connection_timeout: 60s, lifecycle: {auto_start: true, start_timeout: 60s}}
${ENDLESS}`,
  });
  await using run = new LunationProcess(["run", "--app", app.path]);
  await run.sees('"app:worker" is running');
  await withClient(place, async (client) => {
    const handle = await client.workflows.start("calls", { taskQueue, workflowId: crypto.randomUUID(), args: [] });
    await run.sees("holds on");
    run.kill("SIGTERM");
    equal(await run.exitCode(), 3, run.stderr);
    match(run.stderr, /Stopped with work cut:\n {2}app:worker: activity "app:slow" of workflow/);
    doesNotMatch(run.stderr, /Running the application|error:/);
    await handle.terminate();
  });
});
