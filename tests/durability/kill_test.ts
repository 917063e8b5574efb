import assert from "node:assert/strict";
import { type Client, type WorkflowHandle, WorkflowNotFoundError } from "@temporalio/client";
import { withForeignClient } from "../support/foreign_client.ts";
import { testNamespace } from "../support/temporal.ts";
import { DyingWorker } from "./_dying_worker.ts";

const place = await testNamespace("kills");

const WORKFLOWS = {
  "app:steps": `
    local funcs, time, workflow, crypto = require("funcs"), require("time"), require("workflow"), require("crypto")
    local calls = funcs.new():with_options({ ["activity.start_to_close_timeout"] = "10s" })
    local spawner = process.with_options({ ["workflow.task_timeout"] = "1s" })
    return function()
      local trail = {}
      trail.first = calls:call("app:effect", "first")
      time.sleep("10ms")
      local secret = crypto.random.string(8)
      local remembered = calls:call("app:effect", "secret", secret)
      trail.child = spawner:exec("app:child", "test:worker", 5)
      local m = process.listen("add", { message = true }):receive()
      process.send(m:from(), "ack")
      trail.version = workflow.version("change", -1, 3)
      trail.second = calls:call("app:effect", "second")
      process.send(m:from(), "ok", m:payload():data() + 1)
      workflow.attrs({ memo = { step = 8 } })
      local pid = spawner:spawn("app:answers", "test:worker")
      process.send(pid, "ask", 7)
      trail.answer = process.events():receive().result.value
      time.sleep("10ms")
      trail.last = calls:call("app:effect", "last")
      trail.kept = secret == remembered
      return trail
    end`,
  "app:child": `return function(n) return require("funcs").call("app:effect", "child", n * 2) end`,
  "app:answers": `return function() return process.listen("ask"):receive() * 6 end`,
};

const ACTIVITIES = { "app:effect": `return function(name, value) print("effect " .. name) return value end` };

/** More deaths than the workflow has steps; the last workers live. */
const MOST_DEATHS = 40;

/** What a run shows to the world. */
interface Seen {
  readonly result: unknown;
  readonly update: unknown;
  readonly effects: readonly string[];
  readonly deaths: number;
}

Deno.test("a workflow whose worker is killed before every single answer ends as if nothing had happened", async () => {
  await withForeignClient(place, async (client) => {
    const undisturbed = await run(client, 0);
    assert.deepEqual({ ...undisturbed, deaths: 0 }, {
      result: { child: 10, version: 3, answer: 42, kept: true },
      update: 5,
      effects: ["effect child", "effect first", "effect last", "effect second", "effect secret"],
      deaths: 0,
    });
    const { deaths, ...disturbed } = await run(client, MOST_DEATHS);
    assert.deepEqual({ ...disturbed, deaths: 0 }, undisturbed);
    assert.ok(deaths >= 10, `the worker died only ${deaths} times`);
  });
});

/** Runs the workflow with workers of which each dies one activation later than the one before. */
async function run(client: Client, mostDeaths: number): Promise<Seen> {
  const taskQueue = crypto.randomUUID();
  const worker = (activation: number) => {
    const dies = activation < mostDeaths ? { type: "app:steps", activation } : undefined;
    return new DyingWorker({ place, taskQueue, workflows: WORKFLOWS, activities: ACTIVITIES, dies });
  };
  const workflowId = crypto.randomUUID();
  const handle = await client.workflow.start("app:steps", { taskQueue, workflowId, workflowTaskTimeout: "1s" });
  let isOver = false;
  const result = handle.result().finally(() => isOver = true);
  const update = updateUntilAnswered(handle);
  const effects: string[] = [];
  let deaths = 0;
  let next = worker(0);
  while (!isOver) {
    const current = next;
    next = worker(deaths + 1);
    await current.begin();
    await Promise.race([current.ended, result]);
    effects.push(...await current.kill());
    if (!isOver) deaths++;
  }
  await next.kill();
  return { result: await result, update: await update, effects: effects.sort(), deaths };
}

/** The server forgets an update that nobody has accepted when the worker dies that has it: then it is asked for again. */
async function updateUntilAnswered(handle: WorkflowHandle): Promise<unknown> {
  while (true) {
    try {
      return await handle.executeUpdate("add", { args: [4], updateId: "add-4" });
    } catch (error) {
      if (!(error instanceof WorkflowNotFoundError)) throw error;
    }
  }
}
