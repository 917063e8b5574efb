import { deepEqual, equal, match } from "node:assert/strict";
import { appFolder } from "../../tests/support/app_folder.ts";
import { kinds } from "../kinds/mod.ts";
import { load, type LoadedApp } from "./mod.ts";
import { prepare } from "./prepare.ts";

const TWO_WORKERS = `
  - {name: tc, kind: temporal.client, address: "localhost:7233"}
  - {name: other, kind: temporal.client, address: "localhost:7234"}
  - {name: w1, kind: temporal.worker, client: tc, task_queue: a, lifecycle: {auto_start: true}}
  - {name: w2, kind: temporal.worker, client: tc, task_queue: b, lifecycle: {requires: [note]}}
  - {name: note, kind: registry.entry, meta: {depends_on: other}}
`;

Deno.test("prepare() starts what has auto_start and what that needs, needs first", async () => {
  const app = await loadEntries(TWO_WORKERS);
  deepEqual(chosen(app), ["app:tc", "app:w1"]);
});

Deno.test("prepare() starts the given entries instead, and what they need through others", async () => {
  const app = await loadEntries(TWO_WORKERS);
  deepEqual(chosen(app, ["app:w2"]), ["app:other", "app:tc", "app:w2"]);
  equal(app.collector.errorCount, 0);
});

Deno.test("prepare() reports that nothing starts, with the entries that could and the line to add", async () => {
  const app = await loadEntries(`
  - {name: tc, kind: temporal.client, address: "localhost:7233"}
`);
  deepEqual(chosen(app), []);
  const [{ code, message, notes }] = app.collector.diagnostics as [LoadedApp["collector"]["diagnostics"][0]];
  deepEqual([code, message], ["nothing-to-start", 'No entry is started with the program: "app:tc" could be']);
  equal(notes[0]!.range!.line, 5);
  match(notes[1]!.text, /lifecycle: \{auto_start: true\}$/);
});

Deno.test("prepare() reports an application without anything to start", async () => {
  const app = await loadEntries(`
  - {name: note, kind: registry.entry}
`);
  deepEqual(chosen(app), []);
  deepEqual(app.collector.diagnostics.map(({ message }) => message), [
    "The application has nothing that could be started",
  ]);
});

Deno.test("prepare() leaves the first word to faults that hide entries", async () => {
  const app = await loadEntries(`
  - {name: tc, kind: temporal.client, lifecycle: {auto_start: true}}
`);
  deepEqual(chosen(app), []);
  deepEqual(app.collector.diagnostics.map(({ code }) => code), ["missing-key"]);
});

Deno.test("prepare() warns of fields without effect, with their place", async () => {
  const app = await loadEntries(`
  - name: tc
    kind: temporal.client
    address: localhost:7233
    tls: {server_name: temporal}
    lifecycle: {auto_start: true}
`);
  deepEqual(chosen(app), ["app:tc"]);
  const [warning] = app.collector.diagnostics;
  deepEqual([warning!.severity, warning!.code, warning!.range!.line], ["warning", "no-effect", 8]);
});

function chosen(app: LoadedApp, ids?: readonly string[]): string[] {
  return prepare(app, ids).map(({ entry }) => entry.id);
}

async function loadEntries(entries: string): Promise<LoadedApp> {
  await using folder = await appFolder({ "_index.yaml": `version: "1.0"\nnamespace: app\nentries:\n${entries}` });
  return await load({ appFolder: folder.path, kinds });
}
