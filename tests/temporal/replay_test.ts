import assert from "node:assert/strict";
import { replayHistory } from "../../src/temporal/mod.ts";
import { compile, taskFailure, TestLogger, testNamespace, withWorker, workflowSettings } from "../support/temporal.ts";
import { until } from "../support/until.ts";

/* Recorded with the order example as it was; they hold forever, or running workflows of users break. */
const HISTORIES = ["order_completed", "order_declined", "order_retried"];

const source = await Deno.readTextFile(new URL("../../examples/orders/order_workflow.lua", import.meta.url));

async function replay(name: string, text: string, entryId = "app:order_workflow") {
  const json = await Deno.readTextFile(new URL(`../histories/${name}.json`, import.meta.url));
  const programs = new Map([[entryId, compile(entryId, text)]]);
  return await replayHistory(programs, JSON.parse(json), workflowSettings());
}

function edit(from: string, to: string): string {
  assert.ok(source.includes(from), `the example has no ${from}`);
  return source.replace(from, to);
}

for (const name of HISTORIES) {
  Deno.test(`history ${name} replays with today's code`, async () => {
    assert.deepEqual(await replay(name, source), { type: "ok" });
  });
}

Deno.test("a changed workflow is nondeterministic: entry and event are named", async () => {
  const changes = [
    { text: edit('"app:charge_payment"', '"app:charge_twice"'), eventId: 5 },
    { text: edit("local payment, err =", "time.sleep(1000)\n  local payment, err ="), eventId: 5 },
    { text: edit("time.sleep(", "funcs.call('app:more') time.sleep("), eventId: 11 },
    { text: edit("time.sleep((", "local _ = ((0)+ ("), eventId: 11 },
  ];
  for (const { text, eventId } of changes) {
    const outcome = await replay("order_completed", text);
    assert.equal(outcome.type, "nondeterministic", JSON.stringify(outcome));
    assert.match(
      outcome.message,
      new RegExp(`^workflow "app:order_workflow" is nondeterministic: .* at event ${eventId} \\(\\w+\\): `),
    );
    assert.equal(outcome.eventId, eventId);
  }
});

Deno.test("a workflow that now ends early or late is nondeterministic too", async () => {
  const outcome = await replay("order_declined", edit('err:kind() == "Invalid"', "false"));
  assert.equal(outcome.type, "nondeterministic", JSON.stringify(outcome));
});

Deno.test("a change that gives the same commands is none", async () => {
  const text = edit('status = "completed"', 'status = "completed", note = "new"');
  assert.deepEqual(await replay("order_completed", text), { type: "ok" });
});

Deno.test("a replay that our code cannot carry out has failed, and says why", async () => {
  const unknown = await replay("order_completed", source, "app:other");
  assert.equal(unknown.type, "failed");
  assert.match(unknown.message, /unknown workflow type "app:order_workflow"; this worker knows "app:other"/);
  const endless = await replay(
    "order_completed",
    edit("local payment, err =", "while true do end\n  local payment, err ="),
  );
  assert.equal(endless.type, "failed");
  assert.match(endless.message, /workflow "app:order_workflow": .*, at order_workflow\.lua:16/);
});

Deno.test("what is no history is refused", async () => {
  for (const history of [{}, { events: [] }, { events: [{ eventId: "1" }] }]) {
    await assert.rejects(replayHistory(new Map(), history, workflowSettings()), /not a workflow history/);
  }
});

for (const maxCachedWorkflows of [undefined, 0]) {
  Deno.test(`a changed running workflow is reported with entry and event, and goes on when mended; cache: ${maxCachedWorkflows}`, async () => {
    const place = await testNamespace("changes");
    const logger = new TestLogger();
    const settings = { taskQueue: crypto.randomUUID(), maxCachedWorkflows };
    const workflowId = crypto.randomUUID();
    const worker = (body: string) => ({
      logger,
      settings,
      workflows: { "app:steps": `local time = require("time") return function() ${body} return "done" end` },
    });
    await withWorker(place, worker(`time.sleep("500ms")`), async ({ foreign, taskQueue }) => {
      const handle = await foreign.workflow.start("app:steps", { taskQueue, workflowId, workflowTaskTimeout: "1s" });
      await until(async () => (await handle.fetchHistory()).events?.some((event) => event.timerStartedEventAttributes));
    });
    await withWorker(place, worker(`require("funcs").call("app:f") time.sleep("500ms")`), async ({ foreign }) => {
      const failure = await until(() => taskFailure(foreign.workflow.getHandle(workflowId)));
      assert.match(failure.message ?? "", /Nondeterminism error/);
      await until(() => logger.records.some((record) => record.startsWith("error: Workflow task failed")));
    });
    assert.match(
      logger.records.find((record) => record.startsWith("error: ")) ?? "",
      /^error: Workflow task failed: workflow "app:steps" is nondeterministic: .* at event 5 \(TimerStarted\): the code calls "app:f" there; it stands at steps\.lua:1$/,
    );
    await withWorker(place, worker(`time.sleep("500ms")`), async ({ foreign }) => {
      assert.equal(await foreign.workflow.getHandle(workflowId).result(), "done");
    });
  });
}
