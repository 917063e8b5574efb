import assert from "node:assert/strict";
import { WithStartWorkflowOperation, WorkflowUpdateFailedError } from "@temporalio/client";
import { testNamespace } from "../support/temporal.ts";
import { withScenario } from "../support/workflow_scenario.ts";

const place = await testNamespace("updates");

/** What an update fails with, as `type: message`. */
async function failureOf(update: Promise<unknown>): Promise<string> {
  const error = await update.then((value) => assert.fail(`succeeded: ${JSON.stringify(value)}`), (e) => e);
  assert.ok(error instanceof WorkflowUpdateFailedError, String(error));
  const { type, message } = error.cause as Error & { type?: string };
  return `${type}: ${message}`;
}

const BY_MESSAGES = `
  return function()
    local adds = process.listen("add", { message = true })
    local sum, trouble = 0, {}
    local function say(m, verb, value)
      local _, err = process.send(m:from(), verb, value)
      if err then trouble[#trouble + 1] = err:message() end
    end
    while true do
      local m = adds:receive()
      local n = m:payload() and m:payload():data()
      if n == "stop" then
        say(m, "ok", 1) say(m, "ack") say(m, "ack") say(m, "nak") say(m, "perhaps") say(m, "ok", sum) say(m, "ok", 2)
        process.send("{update|missing}", "ack")
        local _, err = process.send("{update|missing}", "ack")
        trouble[#trouble + 1] = err:message()
        return { sum = sum, trouble = trouble, from = m:from():gsub("|.*", "") }
      elseif type(n) ~= "number" then say(m, "nak", n and "number expected")
      elseif n < 0 then say(m, "ack") say(m, "error", n == -1 and "negative" or nil)
      else
        say(m, "ack")
        sum = sum + n
        say(m, "ok", sum)
      end
    end
  end`;

Deno.test("updates are answered by messages: ack, nak, ok, error", async () => {
  await withScenario(place, { workflows: { "app:sum": BY_MESSAGES } }, async ({ start }) => {
    const handle = await start("app:sum");
    const add = (...args: unknown[]) => handle.executeUpdate("add", { args: args as [unknown] });
    assert.equal(await add(4), 4);
    assert.equal(await add(5), 9);
    assert.equal(await failureOf(add("x")), "Invalid: number expected");
    assert.equal(await failureOf(add()), "Invalid: update rejected");
    assert.equal(await failureOf(add(-1)), "Invalid: negative");
    assert.equal(await failureOf(add(-2)), "Invalid: update failed");
    assert.equal(await add("stop"), 9);
    assert.deepEqual(await handle.result(), {
      sum: 9,
      from: "{update",
      trouble: [
        "update not accepted (state: pending)",
        "update already accepted",
        "update already accepted",
        "unknown update response: perhaps (expected ack/nak/ok/error)",
        "update not accepted (state: completed)",
        "unknown update: missing",
      ],
    });
  });
});

Deno.test("an update that comes before its listener waits for it", async () => {
  const source = `
    return function()
      process.listen("go"):receive()
      local m = process.inbox():receive()
      process.send(m:from(), "ack")
      require("time").sleep("10ms")
      process.send(m:from(), "ok", m:topic())
      return "done"
    end`;
  await withScenario(place, { workflows: { "app:late": source } }, async ({ start }) => {
    const handle = await start("app:late");
    const early = await handle.startUpdate("ask", { waitForStage: "ACCEPTED" });
    await handle.signal("go");
    assert.equal(await early.result(), "ask");
    assert.equal(await handle.result(), "done");
  });
});

const BY_HANDLERS = `
  local workflow, time = require("workflow"), require("time")
  return function()
    local sum, log = 0, {}
    local done = channel.new()
    workflow.on_update("add", {
      validate = function(n)
        if type(n) ~= "number" then return nil, errors.new({ message = "number expected", kind = errors.INVALID }) end
        if n < 0 then error("negative") end
        if n == 0 then return false end
        if n == 13 then time.sleep("1s") end
        if n == 14 then process.send(process.pid(), "x") end
        if n == 15 then done:send(1) end
      end,
      handle = function(n)
        time.sleep("10ms")
        if n == 100 then error(errors.new({ message = "too much", kind = errors.CONFLICT })) end
        if n == 101 then return nil, "too much text" end
        sum = sum + n
        return sum
      end,
    })
    workflow.on_update("stop", function() done:send(true) end)
    done:receive()
    return sum
  end`;

Deno.test("workflow.on_update() validates and handles, and one failed update leaves the run alone", async () => {
  await withScenario(place, { workflows: { "app:sum": BY_HANDLERS } }, async ({ start }) => {
    const handle = await start("app:sum");
    const add = (n: unknown) => handle.executeUpdate("add", { args: [n] });
    assert.equal(await add(4), 4);
    assert.deepEqual((await Promise.all([add(1), add(1)])).sort(), [5, 6]);
    assert.equal(await failureOf(add("x")), "Invalid: number expected");
    assert.equal(await failureOf(add(-1)), "Internal: sum.lua:9: negative");
    assert.equal(await failureOf(add(0)), "Invalid: update rejected");
    for (const n of [13, 14, 15]) {
      assert.match(await failureOf(add(n)), /^Internal: .*queries and validators may only read/);
    }
    assert.equal(await failureOf(add(100)), "Conflict: too much");
    assert.equal(await failureOf(add(101)), "Internal: too much text");
    const { events } = await handle.fetchHistory();
    assert.equal(events?.filter((event) => event.workflowExecutionUpdateAcceptedEventAttributes).length, 5);
    await handle.executeUpdate("stop");
    assert.equal(await handle.result(), 6);
  });
});

Deno.test("an update that comes with the start is validated too", async () => {
  await withScenario(place, { workflows: { "app:sum": BY_HANDLERS } }, async ({ foreign, taskQueue }) => {
    const begin = (args: unknown[]) => {
      const startWorkflowOperation = new WithStartWorkflowOperation("app:sum", {
        workflowId: crypto.randomUUID(),
        taskQueue,
        workflowIdConflictPolicy: "FAIL",
      });
      return { startWorkflowOperation, update: { startWorkflowOperation, args } };
    };
    const good = begin([7]);
    assert.equal(await foreign.workflow.executeUpdateWithStart("add", good.update), 7);
    const bad = begin([-7]);
    assert.match(await failureOf(foreign.workflow.executeUpdateWithStart("add", bad.update)), /negative$/);
    for (const { startWorkflowOperation } of [good, bad]) {
      await (await startWorkflowOperation.workflowHandle()).terminate();
    }
  });
});

const CHANNELS = `
  process.listen("add", { message = true })
  process.inbox()`;

for (const [when, before, after] of [["before", CHANNELS, ""], ["after", "", CHANNELS]] as const) {
  Deno.test(`an update that comes with the start goes to its handler, also with channels opened ${when} it`, async () => {
    const source = `return function()
      local added
      ${before}
      require("workflow").on_update("add", function(n) added = n return n end)
      ${after}
      process.listen("done"):receive()
      return added
    end`;
    await withScenario(place, { workflows: { "app:early": source } }, async ({ foreign, start, taskQueue }) => {
      const workflowId = crypto.randomUUID();
      const startWorkflowOperation = new WithStartWorkflowOperation("app:early", {
        workflowId,
        taskQueue,
        workflowIdConflictPolicy: "FAIL",
      });
      const update = { startWorkflowOperation, args: [7] };
      assert.equal(await foreign.workflow.executeUpdateWithStart("add", update), 7);
      const handle = await start("app:early", { workflowId, workflowIdConflictPolicy: "USE_EXISTING" });
      await handle.signal("done");
      assert.equal(await handle.result(), 7);
    });
  });
}

Deno.test("an update that comes with the start and has no handler is a message", async () => {
  const source = `return function()
    local m = process.inbox():receive()
    process.send(m:from(), "ack")
    process.send(m:from(), "ok", m:payload():data() + 1)
    return m:topic()
  end`;
  await withScenario(place, { workflows: { "app:early": source } }, async ({ foreign, taskQueue }) => {
    const startWorkflowOperation = new WithStartWorkflowOperation("app:early", {
      workflowId: crypto.randomUUID(),
      taskQueue,
      workflowIdConflictPolicy: "FAIL",
    });
    assert.equal(await foreign.workflow.executeUpdateWithStart("add", { startWorkflowOperation, args: [7] }), 8);
    assert.equal(await (await startWorkflowOperation.workflowHandle()).result(), "add");
  });
});
