import { deepEqual } from "node:assert/strict";
import { appFolder } from "../../../tests/support/app_folder.ts";
import { defaultConfiguration } from "../../configuration/mod.ts";
import { load, prepare, startNotes } from "../../app/mod.ts";
import { kinds } from "../mod.ts";

const ACTIVITY = "{name: f, kind: function.lua, method: main, source: 'return function() end'," +
  " meta: {temporal: {activity: {worker: w}}}}";

/** The notes at the start of a worker with these options, and the warnings about it. */
async function notes(options: string, { workerStopTimeout = 0, entries = [ACTIVITY] } = {}) {
  const all = [
    "{name: c, kind: temporal.client, address: 'localhost:7233'}",
    `{name: w, kind: temporal.worker, client: c, task_queue: q, worker_options: {${options}}, lifecycle: {auto_start: true}}`,
    ...entries,
  ];
  await using folder = await appFolder({
    "_index.yaml": `namespace: app\nentries:\n${all.map((entry) => `  - ${entry}\n`).join("")}`,
  });
  const configuration = { ...defaultConfiguration(), workerStopTimeout };
  const app = await load({ appFolder: folder.path, configuration, kinds });
  const given = startNotes(app, prepare(app));
  return { notes: given, faults: app.collector.diagnostics.map(({ message }) => message) };
}

const NOTE = 'worker_stop_timeout of "app:w" is 0: activities that run at a shutdown will be cut off';

Deno.test("temporal.worker says once that its activities get no grace at a shutdown", async () => {
  deepEqual(await notes(""), { notes: [NOTE], faults: [] });
  deepEqual(await notes("worker_stop_timeout: 5s"), { notes: [], faults: [] });
  deepEqual(await notes("", { entries: [] }), { notes: [], faults: [] });
});

Deno.test("temporal.worker takes worker.stop_timeout of the configuration unless it says itself", async () => {
  deepEqual(await notes("", { workerStopTimeout: 5000 }), { notes: [], faults: [] });
  deepEqual(await notes("worker_stop_timeout: 0s", { workerStopTimeout: 5000 }), { notes: [NOTE], faults: [] });
  deepEqual((await notes("", { workerStopTimeout: 11_000 })).faults, [
    "Activities cannot use their grace of 11s (worker_stop_timeout): they are cut after 10s (lifecycle.stop_timeout)",
  ]);
});
