import assert from "node:assert/strict";
import { TestLogger, testNamespace } from "../support/temporal.ts";
import { until } from "../support/until.ts";
import { withScenario } from "../support/workflow_scenario.ts";

const place = await testNamespace("messages");

Deno.test("process.pid() names client, worker and workflow; process.id() the entry", async () => {
  await withScenario(place, {
    workflows: { "app:w": `return function() return { pid = process.pid(), id = process.id() } end` },
  }, async ({ start }) => {
    const workflowId = `größe-${crypto.randomUUID()}`;
    assert.deepEqual(await (await start("app:w", { workflowId })).result(), {
      pid: `{test:client@test:worker|${workflowId}}`,
      id: "app:w",
    });
  });
});

Deno.test("signals reach the listener of their topic, the inbox, or whoever listens later", async () => {
  const source = `
    local time = require("time")
    local function drain(ch, n)
      local values = {}
      for i = 1, n do values[i] = ch:receive() end
      return values
    end
    return function()
      local go = process.listen("go")
      go:receive()
      local numbers = process.listen("number")
      local result = { numbers = drain(numbers, 3) }
      local inbox = process.inbox()
      local others = {}
      for i = 1, 2 do
        local m = inbox:receive()
        local p = m:payload()
        others[i] = { topic = m:topic(), from = m:from(), data = type(p) == "userdata" and p:data() or type(p) }
      end
      result.others = others
      return result
    end`;
  await withScenario(place, { workflows: { "app:w": source } }, async ({ start }) => {
    const handle = await start("app:w");
    for (const n of [1, 2]) await handle.signal("number", n);
    await handle.signal("a", { x: 1 });
    await handle.signal("number", 3);
    await handle.signal("b");
    await handle.signal("go");
    assert.deepEqual(await handle.result(), {
      numbers: [1, 2, 3],
      others: [{ topic: "a", from: "", data: { x: 1 } }, { topic: "b", from: "", data: "nil" }],
    });
  });
});

Deno.test("a listener gives values or messages, several payloads as an array", async () => {
  const source = `
    return function()
      local plain = process.listen("plain")
      local messages = process.listen("message", { message = true })
      local same = process.listen("plain") == plain
      local m = messages:receive()
      local p = m:payload()
      return { same = same, plain = plain:receive(), count = #p, first = p[1]:data(), second = p[2]:data(),
        format = p[1]:get_format() }
    end`;
  await withScenario(place, { workflows: { "app:w": source } }, async ({ start }) => {
    const handle = await start("app:w");
    await handle.signal("plain", "a", "b");
    await handle.signal("message", 1, [2]);
    const result = await handle.result();
    assert.deepEqual({ ...result, format: undefined }, {
      same: true,
      plain: ["a", "b"],
      count: 2,
      first: 1,
      second: [2],
      format: undefined,
    });
  });
});

Deno.test("unlisten() closes the channel, and later messages go to the inbox", async () => {
  const source = `
    return function()
      local ch = process.listen("t")
      local first = ch:receive()
      local closed = process.unlisten(ch)
      local _, ok = ch:receive()
      local again, err = process.unlisten(ch)
      process.send(process.pid(), "t", 2)
      local m = process.inbox():receive()
      return { first = first, closed = closed, ok = ok, again = again, kind = err:kind(),
        topic = m:topic(), own = m:from() == process.pid(), second = m:payload():data() }
    end`;
  await withScenario(place, { workflows: { "app:w": source } }, async ({ start }) => {
    const handle = await start("app:w");
    await handle.signal("t", 1);
    assert.deepEqual(await handle.result(), {
      first: 1,
      closed: true,
      ok: false,
      again: false,
      kind: "Invalid",
      topic: "t",
      own: true,
      second: 2,
    });
  });
});

Deno.test("subscribe() and unsubscribe() are listen() and unlisten()", async () => {
  const source = `
    return function()
      local ch = subscribe("t", { message = true })
      local first = ch:receive()
      return { same = process.listen("t") == ch, topic = first:topic(), closed = unsubscribe(ch),
        refused = (select(2, subscribe("@t"))):message(), again = (unsubscribe(ch)) }
    end`;
  await withScenario(place, { workflows: { "app:w": source } }, async ({ start }) => {
    const handle = await start("app:w");
    await handle.signal("t", 1);
    assert.deepEqual(await handle.result(), {
      same: true,
      topic: "t",
      closed: true,
      refused: "cannot listen to @ topics",
      again: false,
    });
  });
});

Deno.test("a message to a local process is sent once, whether it arrives or not", async () => {
  const logger = new TestLogger();
  await withScenario(place, {
    logger,
    workflows: {
      "app:w": `
        local funcs, time = require("funcs"), require("time")
        return function()
          local pids = process.listen("pid")
          local receiver = funcs.async("app:receives")
          local pid = pids:receive()
          local sent = process.send(pid, "tick", 7)
          time.sleep("1ms")
          local received = receiver:response():receive():data()
          local again, err = process.send(pid, "tick", 8)
          local _, cancel = process.cancel(pid)
          time.sleep("1ms")
          return { sent = sent, received = received, again = again, kind = err:kind(), cancel = cancel:kind() }
        end`,
    },
    activities: {
      "app:receives": `
        return function()
          local ticks, inbox = process.listen("tick", { message = true }), process.inbox()
          print("pid " .. process.pid())
          local tick = ticks:receive()
          return { data = tick:payload():data(), from = tick:from():gsub("|.*", "") }
        end`,
    },
  }, async ({ start }) => {
    logger.records.length = 0;
    const handle = await start("app:w");
    const pid = await until(() => logger.records.map((record) => /pid (\{.*)$/.exec(record)?.[1]).find(Boolean));
    await handle.signal("pid", pid);
    assert.deepEqual(await handle.result(), {
      sent: true,
      received: { data: 7, from: "{test:client@test:worker" },
      kind: "NotFound",
      cancel: "NotFound",
    });
  });
});

Deno.test("listen() refuses empty and internal topics", async () => {
  const source = `
    return function()
      local _, empty = process.listen("")
      local _, internal = process.listen("@x")
      local fine, raised = pcall(process.listen)
      return { empty = empty:message(), internal = internal:message(), kind = empty:kind(), fine = fine }
    end`;
  await withScenario(place, { workflows: { "app:w": source } }, async ({ run }) => {
    assert.deepEqual(await run("app:w"), {
      empty: "topic cannot be empty",
      internal: "cannot listen to @ topics",
      kind: "Invalid",
      fine: false,
    });
  });
});

Deno.test("a cancel request is an event; the script decides how it ends", async () => {
  const source = (ending: string) => `
    return function()
      local event = process.events():receive()
      if process.events() ~= process.events() then error("another channel") end
      ${ending}
    end`;
  await withScenario(place, {
    workflows: {
      "app:reports": source(`return { kind = event.kind, from = event.from, at = type(event.at) }`),
      "app:obeys": source(`return nil, errors.new({ message = "stopped", kind = errors.CANCELED })`),
      "app:fails": source(`return nil, errors.new({ message = "broken", kind = errors.INVALID })`),
    },
  }, async ({ start }) => {
    const ended = async (type: string) => {
      const handle = await start(type);
      await handle.cancel();
      const result = await handle.result().catch(() => undefined);
      return { result, status: (await handle.describe()).status.name };
    };
    assert.deepEqual(await ended("app:reports"), {
      result: { kind: "pid.cancel", from: "{|topology}", at: "string" },
      status: "COMPLETED",
    });
    assert.deepEqual(await ended("app:obeys"), { result: undefined, status: "CANCELLED" });
    assert.deepEqual(await ended("app:fails"), { result: undefined, status: "FAILED" });
  });
});

Deno.test("waiting for messages is no deadlock, waiting for nothing is", async () => {
  await withScenario(place, {
    workflows: {
      "app:waits":
        `return function() local ch = process.listen("t") return channel.select{ch:case_receive()}.value end`,
      "app:stuck": `return function() local ch = process.listen("t") process.unlisten(ch) channel.new():receive() end`,
    },
  }, async ({ start, run }) => {
    const handle = await start("app:waits");
    await handle.describe();
    await handle.signal("t", "x");
    assert.equal(await handle.result(), "x");
    await assert.rejects(run("app:stuck"), ({ cause }: Error) => /^deadlock/.test((cause as Error).message));
  });
});

Deno.test("signals arrive with finished operations before them and in their order", async () => {
  const source = `
    local time = require("time")
    return function()
      local trail = {}
      local ch = process.listen("t")
      coroutine.spawn(function() time.sleep("300ms") table.insert(trail, "slept") end)
      for i = 1, 20 do trail[#trail + 1] = ch:receive() end
      time.sleep("400ms")
      return trail
    end`;
  await withScenario(place, { workflows: { "app:w": source } }, async ({ start }) => {
    const handle = await start("app:w");
    for (let i = 1; i <= 20; i++) await handle.signal("t", i);
    const trail = await handle.result() as (number | string)[];
    assert.deepEqual(trail.filter((step) => step !== "slept"), Array.from({ length: 20 }, (_, i) => i + 1));
    assert.ok(trail.includes("slept"));
  });
});
