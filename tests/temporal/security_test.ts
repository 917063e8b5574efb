import assert from "node:assert/strict";
import { defaultPayloadConverter, type Payload } from "@temporalio/common";
import type { WorkflowHandle } from "@temporalio/client";
import { testNamespace } from "../support/temporal.ts";
import { withScenario } from "../support/workflow_scenario.ts";

const place = await testNamespace("security");

const HEADER = { actor: { id: "alice", meta: { team: "billing" } }, policies: ["app:readers"] };

type Fields = { [key: string]: Payload } | null | undefined;

/** What a header says about who acts. */
function security(fields: Fields): unknown {
  const payload = fields?.["wippy-security"];
  return payload ? defaultPayloadConverter.fromPayload(payload) : undefined;
}

/** What each event of a workflow's latest run hands down. */
async function handedDown(handle: WorkflowHandle): Promise<Record<string, unknown>> {
  const { events } = await handle.fetchHistory();
  const found: Record<string, unknown> = {};
  for (const event of events ?? []) {
    const started = event.workflowExecutionStartedEventAttributes?.header;
    const activity = event.activityTaskScheduledEventAttributes;
    const child = event.startChildWorkflowExecutionInitiatedEventAttributes;
    const signal = event.signalExternalWorkflowExecutionInitiatedEventAttributes;
    if (started) found.run = security(started.fields);
    if (activity) found[`activity ${activity.activityId}`] = security(activity.header?.fields);
    if (child) found[`child ${child.workflowId}`] = security(child.header?.fields);
    if (signal) found.signal = security(signal.header?.fields);
  }
  return found;
}

Deno.test("the header wippy-security goes down to all that a workflow calls and starts, and scripts may replace it", async () => {
  const source = `
    local funcs, ctx = require("funcs"), require("ctx")
    local bob = { id = "bob", meta = { n = 1 } }
    return function(prefix, again)
      if not again then process.upgrade(nil, prefix, true) end
      funcs.call("app:f")
      funcs.new():with_actor(bob):call("app:f")
      funcs.new():with_scope({ "app:writers", "app:readers" }):call("app:f")
      process.with_options({}):with_name(prefix .. "plain"):exec("app:child", "test:worker")
      process.with_context({}):with_name(prefix .. "bob"):with_actor(bob):exec("app:child", "test:worker")
      local spawner = process.with_context({ x = 1 }):with_name(prefix .. "none")
      spawner:with_scope({}):with_message("m"):spawn("app:child", "test:worker")
      process.events():receive()
      return { all = ctx.all(), hidden = (ctx.get("\\0security")) }
    end`;
  await withScenario(place, {
    workflows: {
      "app:w": source,
      "app:child": `return function() end`,
      "app:starter": `
        return function(prefix)
          local alice = { id = "alice", meta = { team = "billing" } }
          return process.with_context({}):with_actor(alice):with_scope({ "app:readers" })
            :with_name(prefix .. "w"):exec("app:w", "test:worker", prefix)
        end`,
    },
    activities: { "app:f": `return function() return require("ctx").all() end` },
  }, async ({ foreign, start }) => {
    const prefix = `${crypto.randomUUID()}-`;
    assert.deepEqual(await (await start("app:starter", { args: [prefix] })).result(), { all: {} });
    const bob = { actor: { id: "bob", meta: { n: 1 } }, policies: ["app:readers"] };
    assert.deepEqual(await handedDown(foreign.workflow.getHandle(`${prefix}w`)), {
      run: HEADER,
      "activity 1": HEADER,
      "activity 2": bob,
      "activity 3": { ...HEADER, policies: ["app:writers", "app:readers"] },
      [`child ${prefix}plain`]: HEADER,
      [`child ${prefix}bob`]: bob,
      [`child ${prefix}none`]: { ...HEADER, policies: [] },
      signal: HEADER,
    });
  });
});

Deno.test("with_actor() and with_scope() refuse what is no actor and no policies", async () => {
  const source = `
    local funcs = require("funcs")
    local function raised(fn, ...)
      local _, message = pcall(fn, ...)
      return (tostring(message):gsub("^.-:%d+: ", ""))
    end
    return function()
      local spawner, executor = process.with_options({}), funcs.new()
      return { raised(spawner.with_actor, spawner), raised(spawner.with_actor, spawner, { meta = {} }),
        raised(executor.with_actor, executor, "bob"), raised(executor.with_scope, executor, { 1 }),
        raised(spawner.with_scope, spawner, "all") }
    end`;
  await withScenario(place, { workflows: { "app:w": source } }, async ({ run }) => {
    assert.deepEqual(await run("app:w"), [
      "bad argument #1 to 'with_actor' (table expected, got no value)",
      "bad argument #1 to 'with_actor' (field 'id' must be a text)",
      "bad argument #1 to 'with_actor' (table expected, got string)",
      "bad argument #1 to 'with_scope' (policies must be texts)",
      "bad argument #1 to 'with_scope' (table expected, got string)",
    ]);
  });
});
