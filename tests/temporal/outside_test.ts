import assert from "node:assert/strict";
import { isSoak } from "../support/random_settings.ts";
import { outsideApp } from "../support/outside_app.ts";
import { type TestApp, withApp } from "../support/running_app.ts";
import { temporalClient } from "../../src/kinds/mod.ts";
import { testNamespace } from "../support/temporal.ts";
import { until } from "../support/until.ts";

const place = await testNamespace("outside-app");
const CONVERSATIONS = isSoak() ? 1000 : 200;

const WORKFLOWS = {
  adds: `
    return function(start)
      local sum = start or 0
      local adds, inbox = process.listen("add", { message = true }), process.inbox()
      while true do
        local r = channel.select { adds:case_receive(), inbox:case_receive() }
        local m = r.value
        if r.channel == inbox then
          if m:topic() == "end" then return sum end
          process.send(m:from(), "unknown", m:topic())
        else
          local n = m:payload():data()
          if type(n) ~= "number" then process.send(m:from(), "nak", "number expected")
          else
            sum = sum + n
            process.send(m:from(), "ok", { n = n, sum = sum })
          end
        end
      end
    end`,
  fails:
    `return function() return nil, errors.new({ message = "no", kind = errors.NOT_FOUND, details = { code = 7 } }) end`,
  value: `return function(v) return v end`,
  waits: `return function() process.inbox():receive() return "done" end`,
  obeys: `return function()
    local e = process.events():receive()
    return nil, errors.new({ message = e.kind, kind = errors.CANCELED })
  end`,
};

const EVENT = `local function text(e)
  local err = e.result and e.result.error
  return { kind = e.kind, from = e.from, at = type(e.at) == "number" and e.at > 1.7e9, value = e.result and e.result.value,
    error = err and (err:kind() .. ": " .. err:message()) }
end`;

async function scene(functions: Record<string, string>, use: (app: TestApp) => Promise<void>): Promise<void> {
  await withApp(outsideApp(place, { function: functions, workflow: WORKFLOWS }), use);
}

Deno.test("process.spawn() and exec() outside run workflows, with pid, result and error", async () => {
  await scene({
    main: `return function()
      local pid, err = process.spawn("app:value", "app:worker", { n = 5 })
      local _, failed = process.exec("app:fails", "app:worker")
      local _, nohost = process.spawn("app:value", "app:nowhere")
      local _, nohostexec = process.exec("app:value", "app:client")
      return { pid = pid, exec = process.exec("app:value", "app:worker", 12345678901234), kind = failed:kind(),
        code = failed:details().code, nohost = nohost:kind(), client = nohostexec:kind(), few = tostring(select(2, process.spawn("x"))) }
    end`,
  }, async ({ call }) => {
    const { pid, ...rest } = await call("app:main") as Record<string, unknown>;
    assert.match(String(pid), /^\{app:client@app:worker\|[0-9a-f-]{36}_0x[0-9a-f]+\}$/);
    assert.deepEqual(rest, {
      exec: 12345678901234,
      kind: "NotFound",
      code: 7,
      nohost: "NotFound",
      client: "NotFound",
      few: "spawn requires at least id and host arguments",
    });
  });
});

Deno.test("events outside tell each end of a workflow once, with pid, time and result", async () => {
  await scene({
    main: `${EVENT}
    return function()
      local events = process.events()
      local ok = process.spawn_monitored("app:value", "app:worker", "x")
      local first = text(events:receive())
      local bad = process.spawn_monitored("app:fails", "app:worker")
      local second = text(events:receive())
      process.monitor(ok)
      local late = text(events:receive())
      local stopped = process.spawn_monitored("app:waits", "app:worker")
      process.terminate(stopped)
      local third = text(events:receive())
      local canceled = process.spawn_monitored("app:obeys", "app:worker")
      process.cancel(canceled, "enough")
      local fourth = text(events:receive())
      process.monitor("{app:client@app:worker|nobody}")
      local fifth = text(events:receive())
      local unwatched = process.spawn_monitored("app:waits", "app:worker")
      process.unmonitor(unwatched)
      process.terminate(unwatched)
      local r = channel.select { events:case_receive(), require("time").after("1500ms"):case_receive() }
      return { ok = first.from == ok, bad = second.from == bad, silent = r.channel ~= events,
        unknown = fifth.error:match("^%w+"), events = { first, second, late, third, fourth } }
    end`,
  }, async ({ call }) => {
    const { events, ...rest } = await call("app:main") as { events: Record<string, unknown>[] };
    const exit = (more: Record<string, unknown>) => ({ kind: "pid.exit", at: true, ...more });
    assert.deepEqual(events.map(({ from: _, ...event }) => event), [
      exit({ value: "x" }),
      exit({ error: "NotFound: no" }),
      exit({ value: "x" }),
      exit({ error: "Canceled: workflow terminated" }),
      exit({ error: "Canceled: operation canceled" }),
    ]);
    assert.deepEqual(rest, { ok: true, bad: true, silent: true, unknown: "NotFound" });
  });
});

Deno.test("links outside: LINK_DOWN or the end of the linker for a failure, EXIT for a normal end", async () => {
  await scene({
    trapped: `${EVENT}
    return function()
      process.set_options({ trap_links = true })
      local events = process.events()
      process.spawn_linked("app:value", "app:worker", 1)
      local normal = text(events:receive())
      process.spawn_linked("app:fails", "app:worker")
      local down = text(events:receive())
      local pid = process.spawn("app:waits", "app:worker")
      process.link(pid)
      process.unlink(pid)
      process.terminate(pid)
      local r = channel.select { events:case_receive(), require("time").after("1500ms"):case_receive() }
      return { normal.kind, normal.error == nil, down.kind, down.error, r.channel ~= events }
    end`,
    untrapped: `return function()
      process.spawn_linked("app:fails", "app:worker")
      require("time").sleep("1m")
      return "not reached"
    end`,
  }, async ({ call }) => {
    assert.deepEqual(await call("app:trapped"), ["pid.exit", true, "pid.link.down", "NotFound: no", true]);
    await assert.rejects(call("app:untrapped"), { message: /linked process failed/ });
  });
});

Deno.test("a watcher that ends leaves its workflows alone", async () => {
  await scene({
    starts: `return function() return process.spawn_linked_monitored("app:waits", "app:worker") end`,
    sends: `return function(pid)
      process.monitor(pid)
      process.send(pid, "go")
      return process.events():receive().result.value
    end`,
  }, async ({ call }) => {
    const pid = await call("app:starts");
    assert.equal(await call("app:sends", pid), "done");
  });
});

Deno.test(`${CONVERSATIONS} functions talk to workflows at once, by messages, and none hears another's answer`, async () => {
  await scene({
    asks: `return function(n)
      local answers = process.listen("ok")
      local naks = process.listen("nak")
      local pid = process.spawn("app:adds", "app:worker", n * 10)
      process.monitor(pid)
      process.send(pid, "add", n)
      local first = answers:receive()
      process.send(pid, "add", "text")
      local nak = naks:receive()
      process.send(pid, "add", 1)
      local second = answers:receive()
      process.send(pid, "end")
      return { first.n, first.sum, nak, second.sum, process.events():receive().result.value }
    end`,
  }, async ({ call }) => {
    const numbers = Array.from({ length: CONVERSATIONS }, (_, index) => index + 1);
    const heard = await Promise.all(numbers.map((n) => call("app:asks", n)));
    assert.deepEqual(heard, numbers.map((n) => [n, n * 11, "number expected", n * 11 + 1, n * 11 + 1]));
  });
});

Deno.test("a workflow answers messages of functions and updates, by messages and by handlers, each to who asked", async () => {
  const workflows = {
    both: `
      return function(base)
        local adds, done = process.listen("add", { message = true }), false
        require("workflow").on_update("set", {
          validate = function(n) if n < 0 then return nil, "not negative" end return true end,
          handle = function(n) base = n; done = true; return { base = base } end,
        })
        for _ = 1, 3 do
          local m = adds:receive()
          local n = m:payload():data()
          process.send(m:from(), "ack")
          process.send(m:from(), "ok", { n = n, sum = base + n })
        end
        while not done do require("time").sleep("20ms") end
        return base
      end`,
  };
  const main = `
    return function(n)
      local answers = process.listen("ok")
      local events = process.events()
      local pid = process.with_options({ ["workflow.id"] = "both-" .. n }):spawn_monitored("app:both", "app:worker", n * 100)
      process.send(pid, "add", n)
      local answer = answers:receive()
      return { answer.n, answer.sum, events:receive().result.value }
    end`;
  await withApp(outsideApp(place, { function: { main }, workflow: workflows }), async ({ call, running }) => {
    const { workflows } = running.component(temporalClient, "app:client");
    const numbers = Array.from({ length: CONVERSATIONS / 10 }, (_, index) => index + 1);
    const heard = await Promise.all(numbers.map(async (n) => {
      const talk = call("app:main", n);
      const handle = workflows.getHandle(`both-${n}`);
      const update = (name: string, arg: number) =>
        handle.executeUpdate(name, { args: [arg] }) as Promise<Map<string, number>>;
      const first = await until(() => update("add", 1000 + n).catch(() => undefined));
      const second = await update("add", 2000 + n);
      const refused = await update("set", -n).then(() => "none", (error) => error.cause.message);
      const set = await update("set", n);
      return [first.get("sum"), second.get("n"), refused, set.get("base"), await talk];
    }));
    assert.deepEqual(heard, numbers.map((n) => [n * 101 + 1000, 2000 + n, "not negative", n, [n, n * 101, n]]));
  });
});

Deno.test("a start that no worker of the application takes is warned of once", async () => {
  await scene({
    starts: `return function()
      local pids = {}
      for i = 1, 2 do pids[#pids + 1] = process.spawn("other:type", "app:worker") end
      local elsewhere = process.with_options({ ["workflow.task_queue"] = "nowhere" })
      pids[#pids + 1] = elsewhere:spawn("app:value", "app:worker")
      for _, pid in ipairs(pids) do process.terminate(pid) end
      return #pids
    end`,
  }, async ({ call, records }) => {
    assert.equal(await call("app:starts"), 3);
    const warnings = records.filter((record) => record.startsWith("warn: No worker")).map((text) =>
      text.replace(/queue "[0-9a-f-]{36}"/, "queue Q")
    );
    assert.deepEqual(warnings, [
      'warn: No worker of the application on the queue Q runs workflows of the type "other:type"; the workflow waits until a worker of another program takes it',
      'warn: No worker of the application polls the queue "nowhere"; the workflow waits until a worker of another program takes it',
    ]);
  });
});

Deno.test("a workflow sends to a process of its program and asks it to end; what is gone is NotFound", async () => {
  const workflows = {
    stops: `
      return function(pid)
        local sent, canceled = process.send(pid, "tick", 7), process.cancel(pid, "enough")
        local _, gone = process.send("{local@app:waits#lua|0x1}", "tick")
        return { sent = sent, canceled = canceled, gone = gone:kind(), retryable = gone:retryable(), pid = process.pid() }
      end`,
  };
  const main = `
    return function()
      local events, ticks = process.events(), process.listen("tick")
      local pid = process.spawn_monitored("app:stops", "app:worker", process.pid())
      local tick, first, second = ticks:receive(), events:receive(), events:receive()
      if first.kind ~= process.event.CANCEL then first, second = second, first end
      local result = second.result.value
      return { tick = tick, kind = first.kind, from = first.from == pid, same = result.pid == pid, sent = result.sent,
        canceled = result.canceled, gone = result.gone, retryable = result.retryable }
    end`;
  await withApp(outsideApp(place, { function: { main }, workflow: workflows }), async ({ call }) => {
    assert.deepEqual(await call("app:main"), {
      tick: 7,
      kind: "pid.cancel",
      from: true,
      same: true,
      sent: true,
      canceled: true,
      gone: "NotFound",
      retryable: false,
    });
  });
});
