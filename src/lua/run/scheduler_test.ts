import { toByteString } from "../../base/mod.ts";
import assert from "node:assert/strict";
import { evaluate, program, raised, start, type StartedScript } from "../../../tests/support/lua_script.ts";
import type { SleepCommand } from "../../modules/commands/mod.ts";
import type { LuaValue } from "../api/mod.ts";

function started(body: string, args: LuaValue[] = []): StartedScript {
  const script = start(program(`return function(...) ${body}\nend`));
  script.scheduler.spawn(script.entry, args);
  return script;
}

Deno.test("Scheduler.run() gives the results of the main coroutine", () => {
  const { scheduler } = started("return ..., 'x'", [5, undefined]);
  const state = scheduler.run();
  assert.deepEqual(state, { type: "returned", values: [5, "x"] });
  assert.equal(scheduler.run(), state);
});

Deno.test("Scheduler.run() ends blocked, and goes on with the reply", () => {
  const { scheduler, waiting } = started("local a, b = host.wait() return a + b");
  assert.equal(scheduler.run().type, "blocked");
  assert.equal(scheduler.run().type, "blocked");
  waiting[0]!.reply(2, 3);
  assert.deepEqual(scheduler.run(), { type: "returned", values: [5] });
});

Deno.test("coroutine.spawn() passes arguments, and the caller goes on first", () => {
  const values = evaluate(`
    local log = {}
    for i = 1, 3 do
      coroutine.spawn(function(a, b) log[#log + 1] = a .. b end, "spawned", i)
    end
    log[#log + 1] = "caller"
    host.wait()
    return log
  `);
  assert.deepEqual(values, [["caller", "spawned1", "spawned2", "spawned3"]]);
});

Deno.test("coroutine.spawn() gives a thread", () => {
  const values = evaluate(`
    local co = coroutine.spawn(function() end)
    local before = coroutine.status(co)
    host.wait()
    return type(co), before, coroutine.status(co)
  `);
  assert.deepEqual(values, ["thread", "suspended", "dead"]);
});

Deno.test("Scheduler.run() wakes coroutines in the order of the replies", () => {
  const { scheduler, waiting } = started(`
    local log = {}
    for i = 1, 3 do
      coroutine.spawn(function()
        local reply = host.wait(i)
        log[#log + 1] = reply
      end)
    end
    host.wait("main")
    return table.concat(log, ",")
  `);
  scheduler.run();
  assert.deepEqual(waiting.map(({ args }) => args[0]), ["main", 1, 2, 3]);
  for (const index of [2, 3, 1, 0]) waiting[index]!.reply(index);
  assert.deepEqual(scheduler.run(), { type: "returned", values: ["2,3,1"] });
});

Deno.test("Scheduler.run() ends with an uncaught error of any coroutine", () => {
  const { value, traceback } = raised(`
    coroutine.spawn(function()
      error("inside")
    end)
    host.wait()
    host.wait()
  `);
  assert.equal(value, "script.lua:3: inside");
  assert.deepEqual(traceback, ["script.lua:3: in function <script.lua:2> (app:script)"]);
});

Deno.test("Scheduler.run() drops the other coroutines when the main one returns", () => {
  const { scheduler, waiting } = started(
    "coroutine.spawn(function() host.wait() error('late') end) host.wait() return 1",
  );
  scheduler.run();
  waiting.forEach(({ reply }) => reply());
  assert.deepEqual(scheduler.run(), { type: "returned", values: [1] });
});

Deno.test("Scheduler.run() calls it a deadlock when nothing can wake anybody", () => {
  const { value, traceback } = raised(`
    local ch = channel.new()
    coroutine.spawn(function()
      ch:receive()
    end)
    ch:receive()
  `);
  assert.match(String(value), /^deadlock: all coroutines blocked/);
  assert.deepEqual(traceback, [
    "coroutine 1:",
    "script.lua:6: in function <script.lua:1> (app:script)",
    "coroutine 2:",
    "script.lua:4: in function <script.lua:3> (app:script)",
  ]);
});

Deno.test("Scheduler.hold() keeps a blocked run from being a deadlock", () => {
  const { scheduler } = started("channel.new():receive()");
  const release = scheduler.hold();
  assert.equal(scheduler.run().type, "blocked");
  release();
  release();
  assert.equal(scheduler.run().type, "raised");
});

Deno.test("Scheduler.issue() counts as pending until its reply, or until it is withdrawn", () => {
  const blocked = started("channel.new():receive()");
  const timer: SleepCommand = { type: "sleep", nanoseconds: 1 };
  blocked.scheduler.issue(timer, () => {});
  assert.equal(blocked.scheduler.run().type, "blocked");
  blocked.scheduler.withdraw(timer);
  assert.equal(blocked.scheduler.run().type, "raised");
});

Deno.test("Scheduler.cutWaits() raises an error where coroutines wait, and again at each later wait", () => {
  const { scheduler, waiting } = started(`
    local ch, log = channel.new(), {}
    coroutine.spawn(function() host.wait() log[#log + 1] = "never" end)
    coroutine.spawn(function() log[#log + 1] = select(2, pcall(host.wait)) end)
    log[#log + 1] = select(2, pcall(ch.receive, ch))
    log[#log + 1] = select(2, pcall(ch.send, ch, 1))
    log[#log + 1] = select(2, pcall(host.wait))
    host.wait()
  `);
  scheduler.run();
  let cuts = 0;
  scheduler.cutWaits((traceback) => toByteString(`cut ${++cuts} at ${traceback.length}`));
  const end = scheduler.run();
  assert(end.type === "raised");
  assert.equal(end.value, "cut 6 at 1");
  assert.equal(waiting.length, 2);
  waiting[0]!.reply();
  assert.equal(scheduler.run(), end);
});
