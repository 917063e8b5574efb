import assert from "node:assert/strict";
import { taskFailure, testNamespace, withWorker } from "../support/temporal.ts";
import { until } from "../support/until.ts";
import { withScenario } from "../support/workflow_scenario.ts";

const place = await testNamespace("continuing");

Deno.test("process.upgrade() goes on in a new run, of the same or another entry, with just these arguments", async () => {
  await withScenario(place, {
    workflows: {
      "app:counter": `
        local ctx = require("ctx")
        return function(n, sum)
          if sum == nil then return "no sum" end
          coroutine.spawn(function() process.upgrade() end)
          if n == 0 then process.upgrade("app:other", sum) end
          process.upgrade(nil, n - 1, sum + n)
          error("unreachable")
        end`,
      "app:other": `return function(...) return { n = select("#", ...), sum = ... } end`,
    },
  }, async ({ run }) => {
    assert.deepEqual(await run("app:counter", 3, 0), { n: 1, sum: 6 });
    assert.equal(await run("app:counter", 3), "no sum");
  });
});

Deno.test("messages that a run did not read go on to the next, in order and once", async () => {
  const source = `
    return function(trail, rounds)
      trail = trail or {}
      local numbers = process.listen("n")
      local inbox = process.inbox()
      for i = 1, 5 do
        local r = channel.select({ numbers:case_receive(), inbox:case_receive() })
        trail[#trail + 1] = r.channel == numbers and r.value or r.value:payload():data()
        if trail[#trail] == "end" then return trail end
      end
      process.upgrade(nil, trail, (rounds or 0) + 1)
    end`;
  await withScenario(place, { workflows: { "app:w": source } }, async ({ start }) => {
    const handle = await start("app:w");
    for (let i = 1; i <= 23; i++) await handle.signal("n", i);
    await handle.signal("n", "end");
    const trail = await handle.result();
    assert.deepEqual(trail, [...Array.from({ length: 23 }, (_, i) => i + 1), "end"]);
  });
});

Deno.test("messages too large for a new run fail the task, and none is lost when the code is mended", async () => {
  const source = (reads: number) => `
    return function(received)
      local letters = process.listen("letter")
      process.listen("go"):receive()
      received = received or 0
      for _ = 1, ${reads} do received = received + #letters:receive() end
      if received < 9 * 300000 then process.upgrade(nil, received) end
      return received
    end`;
  const settings = { taskQueue: crypto.randomUUID() };
  const workflowId = crypto.randomUUID();
  await withWorker(place, { settings, workflows: { "app:w": source(1) } }, async ({ foreign, taskQueue }) => {
    const handle = await foreign.workflow.start("app:w", { taskQueue, workflowId, workflowTaskTimeout: "1s" });
    for (let i = 0; i < 9; i++) await handle.signal("letter", "x".repeat(300_000));
    await handle.signal("go");
    const failure = await until(() => taskFailure(handle));
    assert.match(
      failure.message ?? "",
      /^workflow "app:w": process\.upgrade cannot take 8 unread messages of 24\d{5} bytes along, at most 2097152: /,
    );
  });
  await withWorker(place, { settings, workflows: { "app:w": source(4) } }, async ({ foreign }) => {
    const handle = foreign.workflow.getHandle(workflowId);
    for (const signal of ["go", "letter", "letter", "letter", "go"]) await handle.signal(signal, "");
    assert.equal(await handle.result(), 9 * 300_000);
  });
});

Deno.test("process.send() signals other workflows with the sender's pid, and itself", async () => {
  await withScenario(place, {
    workflows: {
      "app:echo": `
        return function()
          local m = process.inbox():receive()
          for i = 1, 10 do process.send(m:from(), "echo", i, m:payload():data()) end
        end`,
      "app:w": `
        local function text(_, err) return err:kind() .. ": " .. tostring(err:retryable()) .. ": " .. err:message() end
        return function()
          local echoes = process.listen("echo")
          local pid = process.spawn("app:echo", "test:worker")
          local sent = process.send(pid, "hello", "x")
          local got = {}
          for i = 1, 10 do got[i] = echoes:receive()[1] end
          return { sent = sent, got = got,
            missing = text(process.send("{test:client@w|missing}", "t")),
            nobody = text(process.send("nobody", "t")),
            internal = text(process.send(pid, "@t")),
            empty = text(process.send(pid, "")),
            one = text(process.send(pid)),
            process = text(process.send("{node@app:host|0x1}", "t")) }
        end`,
    },
  }, async ({ run }) => {
    const { missing, ...rest } = await run("app:w") as Record<string, unknown>;
    assert.match(String(missing), /^NotFound: false: cannot signal workflow "missing": /);
    assert.deepEqual(rest, {
      sent: true,
      got: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
      nobody: "NotFound: false: could not resolve 'nobody' as PID or registered name",
      internal: "Invalid: false: cannot send to @ topics",
      empty: "Invalid: false: topic cannot be empty",
      one: "Invalid: false: send requires at least destination and topic arguments",
      process: "NotFound: false: process {node@app:host|0x1} not found",
    });
  });
});

Deno.test("workflow.version() sticks to what a run began with", async () => {
  const steps = (change: string) => `
    local workflow, time = require("workflow"), require("time")
    return function()
      local go = process.listen("go")
      go:receive()
      ${change}
      go:receive()
      return a == b and a
    end`;
  const versioned = (max: number, min = -1) =>
    steps(`local a = workflow.version("change", ${min}, ${max}) require("time").sleep("1ms")`)
      .replace("return a == b", `local b = workflow.version("change", ${min}, ${max}) return a == b`);
  await withScenario(place, { workflows: { "app:w": versioned(2) } }, async ({ start }) => {
    const handle = await start("app:w");
    for (let i = 0; i < 2; i++) await handle.signal("go");
    assert.equal(await handle.result(), 2);
  });
  const old = `local a, b = -1, -1 require("time").sleep("1ms")`;
  for (const [before, after, expected] of [[steps(old), versioned(1), -1], [versioned(1), versioned(3), 1]] as const) {
    const workflowId = crypto.randomUUID();
    const settings = { taskQueue: crypto.randomUUID() };
    await withWorker(place, { settings, workflows: { "app:w": before } }, async ({ foreign, taskQueue }) => {
      const handle = await foreign.workflow.start("app:w", { taskQueue, workflowId });
      await handle.signal("go");
      await until(async () =>
        (await handle.fetchHistory()).events?.some(({ timerFiredEventAttributes }) => timerFiredEventAttributes)
      );
      await handle.query("pid");
    });
    await withWorker(place, { settings, workflows: { "app:w": after } }, async ({ foreign }) => {
      const handle = foreign.workflow.getHandle(workflowId);
      await handle.signal("go");
      assert.equal(await handle.result(), expected);
    });
  }
});

Deno.test("a version that the code no longer supports fails the task, and says so", async () => {
  const source = (min: number, max: number) => `
    local workflow = require("workflow")
    return function()
      local v = workflow.version("change", ${min}, ${max})
      process.inbox():receive()
      return v
    end`;
  const workflowId = crypto.randomUUID();
  const settings = { taskQueue: crypto.randomUUID() };
  await withWorker(place, { settings, workflows: { "app:w": source(-1, 1) } }, async ({ foreign, taskQueue }) => {
    await (await foreign.workflow.start("app:w", { taskQueue, workflowId })).query("pid");
  });
  await withWorker(place, { settings, workflows: { "app:w": source(2, 3) } }, async ({ foreign }) => {
    const handle = foreign.workflow.getHandle(workflowId);
    await handle.signal("go");
    const failure = await until(() => taskFailure(handle));
    assert.match(
      failure.message ?? "",
      /^workflow "app:w": change "change" supports versions 2 to 3, but the run sticks to 1, at w\.lua:4/,
    );
    await handle.terminate();
  });
});

Deno.test("workflow.version() and attrs() refuse bad arguments", async () => {
  const source = `
    local workflow = require("workflow")
    local function text(_, err) return err:kind() .. ": " .. err:message() end
    return function()
      return {
        text(workflow.version("", 1, 2)), text(workflow.version("x", 3, 2)), text(workflow.attrs({})),
        text(workflow.attrs({ search = 5 })), text(workflow.attrs({ memo = "x" })),
        text(workflow.attrs({ search = { a = function() end } })),
        workflow.history_length(), workflow.history_size() > 0 }
    end`;
  await withScenario(place, { workflows: { "app:w": source } }, async ({ run }) => {
    assert.deepEqual(await run("app:w"), [
      "Invalid: change ID required",
      "Invalid: min_supported cannot be greater than max_supported",
      "Invalid: at least one of search or memo required",
      "Invalid: search must be a table",
      "Invalid: memo must be a table",
      'Invalid: search attribute "a": unsupported value type nil',
      3,
      true,
    ]);
  });
});

Deno.test("workflow.attrs() writes memo and search attributes; an unregistered one is named in the task failure", async () => {
  await withScenario(place, {
    workflows: {
      "app:w": `
        local workflow = require("workflow")
        return function(name, value)
          workflow.attrs({ search = { [name] = value }, memo = { note = { 1, "x" } } })
          workflow.attrs({ memo = { other = 5 } })
          require("time").sleep("1ms")
        end`,
    },
  }, async ({ foreign, start, taskQueue }) => {
    await foreign.connection.operatorService.addSearchAttributes({
      namespace: place.namespace,
      searchAttributes: { Amount: 3, Tags: 7 },
    });
    for (const [name, value] of [["Amount", 12], ["Tags", ["a", "b"]]] as const) {
      const handle = await start("app:w", { args: [name, value] });
      await handle.result();
      const { memo, searchAttributes } = await handle.describe();
      assert.deepEqual(memo, { note: [1, "x"], other: 5 });
      assert.deepEqual(searchAttributes[name], Array.isArray(value) ? value : [value]);
    }
    const lost = await foreign.workflow.start("app:w", {
      taskQueue,
      workflowId: crypto.randomUUID(),
      args: ["Nowhere", 1],
    });
    const failure = await until(() => taskFailure(lost));
    assert.match(failure.message ?? "", /Nowhere/);
    await lost.terminate();
  });
});

Deno.test("a timer that is stopped or reset is canceled in the history", async () => {
  const source = `
    local time = require("time")
    return function()
      local stopped, reset = time.timer("1h"), time.timer("1h")
      local ticker = time.ticker("1h")
      time.sleep("1ms")
      stopped:stop()
      reset:reset("10ms")
      ticker:stop()
      reset:response():receive()
    end`;
  await withScenario(place, { workflows: { "app:w": source } }, async ({ start }) => {
    const handle = await start("app:w");
    await handle.result();
    const { events = [] } = await handle.fetchHistory();
    assert.equal(events?.filter(({ timerCanceledEventAttributes }) => timerCanceledEventAttributes).length, 3);
    assert.equal(events?.filter(({ timerStartedEventAttributes }) => timerStartedEventAttributes).length, 5);
  });
});

Deno.test("context values go down to children, activities and the next run; a callee cannot change them", async () => {
  await withScenario(place, {
    workflows: {
      "app:w": `
        local ctx, workflow, funcs = require("ctx"), require("workflow"), require("funcs")
        return function(round)
          if not round then process.upgrade(nil, 1) end
          local child = process.with_context({ extra = 1 }):exec("app:child", "test:worker")
          return { own = ctx.all(), child = child, plain = workflow.exec("app:child"),
            activity = funcs.call("app:activity"),
            asked = funcs.new():with_context({ tenant = "other", n = 1 }):call("app:activity"),
            sender = (ctx.get("temporal.signal.from")) }
        end`,
      "app:child": `return function() return require("ctx").all() end`,
      "app:starter": `
        return function()
          process.with_context({ tenant = "t" }):with_message("m"):spawn("app:w", "test:worker")
          return process.events():receive().result.value
        end`,
    },
    activities: { "app:activity": `return function() return { all = require("ctx").all() } end` },
  }, async ({ run }) => {
    assert.deepEqual(await run("app:starter"), {
      own: { tenant: "t" },
      child: { tenant: "t", extra: 1 },
      plain: { tenant: "t" },
      activity: { all: { tenant: "t" } },
      asked: { all: { tenant: "other", n: 1 } },
    });
  });
});
