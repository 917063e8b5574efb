import assert from "node:assert/strict";
import { Client, WorkflowUpdateFailedError } from "@temporalio/client";
import { testNamespace } from "../support/temporal.ts";
import { withScenario } from "../support/workflow_scenario.ts";

const place = await testNamespace("determinism");

Deno.test("what a script learns is the same when the run is replayed", async () => {
  await withScenario(place, {
    workflows: {
      "app:w": `
        local funcs, time, uuid, crypto = require("funcs"), require("time"), require("uuid"), require("crypto")
        return function()
          local sources = {
            now = function() return time.now():format_rfc3339() end,
            nanoseconds = function() return tostring(time.now():unix_nano()) end,
            os_time = function() return os.time() end,
            os_date = function() return os.date("!%Y-%m-%d %H:%M:%S") end,
            os_clock = function() return os.clock() end,
            random = function() return math.random() end,
            integer = function() return math.random(1, 1000000) end,
            v1 = function() return uuid.v1() end,
            v4 = function() return uuid.v4() end,
            v7 = function() return uuid.v7() end,
            bytes = function() return crypto.random.string(16) end,
            table = function() return tostring({}) end,
            fn = function() return tostring(function() end) end,
            order = function()
              local keys = {}
              for key in pairs({ z = 1, [3] = 2, a = 3, [1] = 4 }) do keys[#keys + 1] = tostring(key) end
              return table.concat(keys, " ")
            end,
          }
          local before, different = {}, {}
          for name, source in pairs(sources) do before[name] = source() end
          local remembered = funcs.call("app:echo", before)
          time.sleep("1ms")
          for name, value in pairs(before) do
            if remembered[name] ~= value then different[#different + 1] = name end
          end
          return different
        end`,
    },
    activities: { "app:echo": `return function(value) return value end` },
  }, async ({ run }) => {
    assert.deepEqual(await run("app:w"), []);
  });
});

Deno.test("clocks are the workflow's: UTC, one time per task; the channel of time.after closes", async () => {
  await withScenario(place, {
    workflows: {
      "app:w": `
        local time = require("time")
        return function()
          local same = time.now():equal(time.now()) and os.time() == time.now():unix()
          local after = time.after("1ms")
          local first, second = after:receive(), select(2, after:receive())
          local zero, negative = select(2, time.after(0)), select(2, time.timer(-1))
          return { same = same, zone = tostring(time.localtz), fired = first ~= nil, open = second,
            zero = zero:kind(), negative = negative:kind(), date = os.date("%H") == os.date("!%H") }
        end`,
    },
  }, async ({ run }) => {
    const { zone, ...rest } = await run("app:w") as Record<string, unknown>;
    assert.match(String(zone), /UTC/);
    assert.deepEqual(rest, {
      same: true,
      fired: true,
      open: false,
      zero: "Invalid",
      negative: "Invalid",
      date: true,
    });
  });
});

Deno.test("globals are shared by the coroutines of a run, and by no other run; spawn passes arguments", async () => {
  await withScenario(place, {
    workflows: {
      "app:w": `
        return function(n)
          local before = shared
          local done = channel.new()
          coroutine.spawn(function(a, b) shared = a + b done:send(true) end, n, 1)
          done:receive()
          require("time").sleep("1ms")
          return { before = before, after = shared }
        end`,
    },
  }, async ({ run }) => {
    assert.deepEqual(await run("app:w", 1), { after: 2 });
    assert.deepEqual(await run("app:w", 5), { after: 6 });
  });
});

Deno.test("an update whose arguments cannot be read is refused, and a signal is dropped", async () => {
  const source = `return function() return process.listen("end"):receive() end`;
  await withScenario(place, { workflows: { "app:w": source } }, async ({ foreign, start }) => {
    const handle = await start("app:w");
    const encode = (payloads: { metadata?: object | null }[]) =>
      Promise.resolve(
        payloads.map((payload) => ({ ...payload, metadata: { encoding: new TextEncoder().encode("x/y") } })),
      );
    const decode = <T>(payloads: T) => Promise.resolve(payloads);
    const strange = new Client({
      connection: foreign.connection,
      namespace: place.namespace,
      dataConverter: { payloadCodecs: [{ encode, decode }] },
    }).workflow.getHandle(handle.workflowId);
    await strange.signal("end", "unreadable");
    await assert.rejects(strange.executeUpdate("any", { args: [1] }), (error) => {
      assert.ok(error instanceof WorkflowUpdateFailedError);
      assert.match(String(error.cause?.message), /unsupported temporal payload encoding: x\/y/);
      return true;
    });
    await handle.signal("end", "readable");
    assert.equal(await handle.result(), "readable");
  });
});
