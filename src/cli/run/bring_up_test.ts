import { deepEqual, equal, rejects } from "node:assert/strict";
import { appFolder } from "../../../tests/support/app_folder.ts";
import { testHost } from "../../../tests/support/test_host.ts";
import { defineCommand } from "../command.ts";
import type { CliContext } from "../context.ts";
import { main } from "../main.ts";
import { bringUp } from "./bring_up.ts";
import type { StatusObserver } from "./status_observer.ts";

const ENTRIES = "namespace: app\nentries:\n  - {name: host, kind: process.host}\n";

/** Runs `body` as a command on an application of one host; the stop signal is never given. */
async function withContext(entries: string, body: (context: CliContext) => Promise<number>): Promise<number> {
  await using app = await appFolder({ "_index.yaml": entries });
  const table = [defineCommand({ name: "work", summary: "do it", run: body })];
  return await main(["work", "--app", app.path], testHost().host, table);
}

const STOP = { signal: new AbortController().signal, onForce() {} };

/** An observer that notes states, and the end. */
function noted(): { observer: StatusObserver; notes: string[] } {
  const notes: string[] = [];
  const changed = ({ state }: { state: string }) => void notes.push(state);
  return { notes, observer: { begins() {}, changed, end: () => void notes.push("end") } };
}

Deno.test("bringUp() gives an application that end() stops once", async () => {
  const { observer, notes } = noted();
  const code = await withContext(ENTRIES, async (context) => {
    await using up = await bringUp(context, STOP, { start: ["app:host"], observer });
    if (!up.isUp) return 9;
    deepEqual(await up.end(4), { code: 4, cut: false });
    return (await up.end(0)).code;
  });
  equal(code, 4);
  deepEqual(notes, ["starting", "running", "stopping", "stopped", "end"]);
});

Deno.test("bringUp() gives an application that stops when the work throws", async () => {
  const { observer, notes } = noted();
  const code = await withContext(ENTRIES, async (context) => {
    const work = async () => {
      await using up = await bringUp(context, STOP, { start: ["app:host"], observer });
      equal(up.isUp, true);
      throw new Error("bad work");
    };
    await rejects(work, { message: "bad work" });
    return 0;
  });
  equal(code, 0);
  deepEqual(notes, ["starting", "running", "stopping", "stopped", "end"]);
});

Deno.test("bringUp() starts nothing of an application with faults", async () => {
  const { observer, notes } = noted();
  const code = await withContext("namespace: app\nentries: [{name: x, kind: no.such}]\n", async (context) => {
    await using up = await bringUp(context, STOP, { start: [], observer });
    return up.isUp ? 9 : up.code;
  });
  equal(code, 1);
  deepEqual(notes, []);
});
