import { deepEqual, equal, match, ok } from "node:assert/strict";
import { FakeClock } from "../../../tests/support/fake_clock.ts";
import type { ServiceState, StateChange } from "../../app/mod.ts";
import { testHost } from "../../../tests/support/test_host.ts";
import { defineCommand } from "../command.ts";
import type { CliContext } from "../context.ts";
import { main } from "../main.ts";
import { statusObserver } from "./status_observer.ts";

const RUNNING: StateChange = { id: "app:w", from: "starting", state: "running", at: 0n };
const WAITING: StateChange = { id: "app:w", from: "running", state: "waiting", at: 0n, reason: 'needs "app:c"' };
const FAILED: StateChange = { id: "app:w", from: "starting", state: "failed", at: 0n, reason: "no", isFailure: true };

/** Runs `body` with the context of a command whose stderr is a terminal, or not, and gives what was written there. */
async function stderrOf(isTerminal: boolean, args: string[], body: (context: CliContext) => unknown): Promise<string> {
  const { host, written } = testHost({ terminal: { stdout: false, stderr: isTerminal } });
  const work = async (context: CliContext) => (await body(context), 0);
  const table = [defineCommand({ name: "work", summary: "do it", usesApp: false, run: work })];
  equal(await main(["work", "--no-color", ...args], host, table), 0);
  return written.stderr.replaceAll(/^\S+Z /gm, "");
}

Deno.test("statusObserver() writes a line per change where stderr is no terminal, except for failures", async () => {
  const text = await stderrOf(false, [], (context) => {
    const observer = statusObserver(context, new FakeClock());
    for (const change of [RUNNING, WAITING, FAILED]) observer.changed(change);
    observer.end();
  });
  equal(text, 'INFO  "app:w" is running\nINFO  "app:w" is waiting: needs "app:c"\n');
});

Deno.test("statusObserver() writes lines with fields for --log-format json, also on a terminal", async () => {
  const text = await stderrOf(true, ["--log-format", "json"], (context) => {
    statusObserver(context, new FakeClock()).changed(RUNNING);
  });
  const { time: _, ...record } = JSON.parse(text);
  deepEqual(record, { level: "info", message: '"app:w" is running', entry: "app:w", state: "running" });
});

Deno.test("statusObserver() draws a table on a terminal: at each change and each second, until its end", async () => {
  const clock = new FakeClock();
  const text = await stderrOf(true, [], async (context) => {
    const states: ServiceState[] = [{ id: "app:w", isRequired: true, state: "waiting", history: [] }];
    const observer = statusObserver(context, clock);
    observer.begins(() => states);
    states[0] = { ...states[0]!, state: "running" };
    observer.changed(RUNNING);
    states[0] = { ...states[0]!, state: "stopping" };
    await clock.advance(1000);
    observer.end();
    observer.changed(RUNNING);
    context.stderr("after\n");
  });
  match(text, /^COMPONENT .*\napp:w +waiting\n/);
  match(text, /\napp:w +running\n[^]*\napp:w +stopping\n/);
  ok(text.endsWith("\x1b[2A\r\x1b[0Jafter\n"), text);
  equal(clock.pending, 0);
});
