import assert from "node:assert/strict";
import { replayHistory } from "../../src/temporal/mod.ts";
import { compile, workflowSettings } from "../support/temporal.ts";

/*
 * Recorded runs of every capability, one folder each: `history.json`, and `x.lua` for the entry `app:x`. They hold forever:
 * when one breaks, running workflows of users break too.
 */
const CAPABILITIES = new URL("../histories/capabilities/", import.meta.url);

async function readCapability(name: string) {
  const folder = new URL(`${name}/`, CAPABILITIES);
  const programs = new Map<string, ReturnType<typeof compile>>();
  for await (const { name: file } of Deno.readDir(folder)) {
    const id = `app:${file.replace(/\.lua$/, "")}`;
    if (file.endsWith(".lua")) programs.set(id, compile(id, await Deno.readTextFile(new URL(file, folder))));
  }
  return { programs, history: JSON.parse(await Deno.readTextFile(new URL("history.json", folder))) };
}

for await (const { name } of Deno.readDir(CAPABILITIES)) {
  Deno.test(`history of ${name} replays with today's code, with print on and off`, async () => {
    const { programs, history } = await readCapability(name);
    for (const enableLoggingInReplay of [false, true]) {
      assert.deepEqual(await replayHistory(programs, history, { ...workflowSettings(), enableLoggingInReplay }), {
        type: "ok",
      });
    }
  });
}
