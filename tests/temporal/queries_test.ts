import assert from "node:assert/strict";
import { testNamespace } from "../support/temporal.ts";
import { withScenario } from "../support/workflow_scenario.ts";

const place = await testNamespace("queries");

const SOURCE = `
  local workflow, time, funcs = require("workflow"), require("time"), require("funcs")
  local items, timer, count = {}, nil, 0
  local numbers = coroutine.wrap(function() for i = 1, 100 do coroutine.yield(i) end end)
  return function()
    numbers()
    workflow.set_state({ step = "begun" })
    timer = time.timer("1h")
    local ch = channel.new(1)
    workflow.on_query("count", function(prefix) return (prefix or "") .. #items end)
    workflow.on_query("nothing", function() end)
    workflow.on_query("fails", function() return nil, errors.new({ message = "no", kind = errors.NOT_FOUND }) end)
    workflow.on_query("raises", function() error("broken") end)
    local bad = {
      sleep = function() time.sleep("1s") end,
      call = function() funcs.call("app:f") end,
      async = function() funcs.async("app:f") end,
      timer = function() time.after("1s") end,
      stop = function() timer:stop() end,
      coroutine = function() coroutine.spawn(function() end) end,
      send = function() process.send(process.pid(), "item", "smuggled") end,
      listen = function() process.listen("item2") end,
      channel = function() ch:send(1) end,
      state = function() workflow.set_state("hacked") end,
      version = function() workflow.version("v", 1, 1) end,
      attrs = function() workflow.attrs({ memo = { a = 1 } }) end,
      upgrade = function() process.upgrade() end,
      handler = function() workflow.on_query("new", function() end) end,
      seed = function() math.randomseed(7) end,
      global = function() smuggled = true end,
      item = function() items[#items + 1] = "smuggled" end,
      field = function() items.smuggled = true end,
      insert = function() table.insert(items, "smuggled") end,
      rawset = function() rawset(items, "smuggled", true) end,
      metatable = function()
        setmetatable(items, { __len = function() return 100 end })
        error("queries and validators may only read")
      end,
      generator = function() numbers() end,
      variable = function()
        count = 100
        error("queries and validators may only read")
      end,
    }
    workflow.on_query("bad", function(name)
      pcall(bad[name])
      bad[name]()
    end)
    workflow.on_query("everything", function()
      return { count, #items, items.smuggled or false, smuggled or false, getmetatable(items) or false }
    end)
    workflow.on_query("own", function(t)
      local sum, list = 0, {}
      local function add(n) sum = sum + n list[#list + 1] = n end
      local own = coroutine.wrap(function() for i = 1, 3 do coroutine.yield(i) end end)
      for _ = 1, 3 do add(own()) end
      table.sort(list, function(a, b) sum = sum + 100 return a > b end)
      t.changed, list.n = setmetatable({}, { __len = function() return 5 end }), nil
      return { sum = sum % 100, list = list, length = #t.changed }
    end)
    workflow.on_query("random", function() return math.random() >= 0 end)
    local inbox = process.listen("item")
    while true do
      items[#items + 1] = inbox:receive()
      workflow.set_state({ step = items[#items], drawn = math.random() })
      if items[#items] == "end" then return { #items, count, (numbers()), smuggled or false } end
    end
  end`;

Deno.test("queries see the run, also when it is over", async () => {
  await withScenario(place, { workflows: { "app:w": SOURCE } }, async ({ start }) => {
    const handle = await start("app:w");
    assert.equal(await handle.query("pid"), handle.workflowId);
    assert.deepEqual(await handle.query("state"), { step: "begun" });
    assert.equal(await handle.query("count"), "0");
    await handle.signal("item", "a");
    assert.equal(await handle.query("count", "n="), "n=1");
    assert.equal(await handle.query("random"), true);
    assert.match(String(await handle.query("__stack_trace")), /coroutine 1:\n.*w\.lua/);
    assert.equal(await handle.query("nothing"), undefined);
    await assert.rejects(handle.query("fails"), /no/);
    await assert.rejects(handle.query("raises"), /w\.lua:13: broken/);
    await assert.rejects(handle.query("other"), /unknown query type: other/);
    await handle.signal("item", "end");
    assert.deepEqual(await handle.result(), [2, 0, 2, false]);
    assert.equal(await handle.query("count"), "2");
    assert.equal((await handle.query("state") as { step: string }).step, "end");
  });
});

Deno.test("__temporal_workflow_metadata tells what a workflow can be asked and told", async () => {
  const source = `
    local workflow = require("workflow")
    return function()
      workflow.on_query("count", function() end)
      workflow.on_update("add", function() end)
      process.inbox()
      process.listen("größe"):receive()
    end`;
  await withScenario(place, { workflows: { "app:w": source } }, async ({ start }) => {
    const handle = await start("app:w");
    const { definition } = await handle.query<{ definition: Record<string, { name: string }[]> }>(
      "__temporal_workflow_metadata",
    );
    const names = (kind: string) => definition[`${kind}Definitions`]?.map(({ name }) => name);
    assert.equal(definition.type, "app:w");
    assert.deepEqual(names("query"), ["pid", "state", "__stack_trace", "count"]);
    assert.deepEqual(names("signal"), ["größe"]);
    assert.deepEqual(names("update"), ["add"]);
    await handle.signal("größe");
    await handle.result();
  });
});

Deno.test("a query can change nothing", async () => {
  const attempts = ["sleep", "call", "async", "timer", "stop", "coroutine", "send", "listen", "channel", "state"];
  attempts.push("version", "attrs", "upgrade", "handler", "seed", "global", "item", "field", "insert", "rawset");
  attempts.push("metatable", "generator", "variable");
  await withScenario(place, { workflows: { "app:w": SOURCE } }, async ({ start }) => {
    const handle = await start("app:w");
    for (const attempt of attempts) {
      await assert.rejects(handle.query("bad", attempt), /queries and validators may only read/, attempt);
    }
    assert.deepEqual(await handle.query("state"), { step: "begun" });
    assert.deepEqual(await handle.query("everything"), [0, 0, false, false, false]);
    assert.deepEqual(await handle.query("own", { x: 1 }), { sum: 6, list: [3, 2, 1], length: 5 });
    await handle.signal("item", "end");
    assert.deepEqual(await handle.result(), [1, 0, 2, false]);
  });
});

Deno.test("a workflow that sets no state has an empty one; bad handlers are refused", async () => {
  const source = `
    local workflow = require("workflow")
    return function()
      local result = {}
      for i, name in ipairs({ "", "pid", "state", "__stack_trace" }) do
        local _, err = workflow.on_query(name, function() end)
        result[i] = err:message()
      end
      result[5] = pcall(workflow.on_query, "x", 5)
      result[6] = pcall(workflow.on_update, "x", {})
      return result
    end`;
  await withScenario(place, { workflows: { "app:w": source } }, async ({ start }) => {
    const handle = await start("app:w");
    assert.deepEqual(await handle.result(), [
      "query name cannot be empty",
      'the query "pid" cannot be replaced',
      'the query "state" cannot be replaced',
      'the query "__stack_trace" cannot be replaced',
      false,
      false,
    ]);
    assert.deepEqual(await handle.query("state"), {});
  });
});
