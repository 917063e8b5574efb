import { ascii } from "../../base/mod.ts";
import assert from "node:assert/strict";
import { evaluate, program, raised, start } from "../../../tests/support/lua_script.ts";
import { Channel } from "./mod.ts";
import type { LuaModule } from "../api/mod.ts";

Deno.test("channel.new() without a capacity is a rendezvous", () => {
  const values = evaluate(`
    local ch, log = channel.new(), {}
    coroutine.spawn(function()
      for i = 1, 2 do
        log[#log + 1] = "sending " .. i
        assert(ch:send(i) == true)
        log[#log + 1] = "sent " .. i
      end
    end)
    host.wait()
    for i = 1, 2 do
      local value, ok = ch:receive()
      log[#log + 1] = "received " .. value .. " " .. tostring(ok)
      host.wait()
    end
    return log
  `);
  assert.deepEqual(values, [["sending 1", "received 1 true", "sent 1", "sending 2", "received 2 true", "sent 2"]]);
});

Deno.test("channel:send() waits only when the buffer is full; order is kept", () => {
  const values = evaluate(`
    local ch, log = channel.new(2), {}
    coroutine.spawn(function()
      for i = 1, 4 do
        ch:send(i)
        log[#log + 1] = "sent " .. i
      end
      ch:close()
    end)
    host.wait()
    log[#log + 1] = "receiving"
    while true do
      local value, ok = ch:receive()
      if not ok then break end
      log[#log + 1] = value
    end
    return log
  `);
  assert.deepEqual(values, [["sent 1", "sent 2", "receiving", 1, 2, 3, "sent 3", "sent 4", 4]]);
});

Deno.test("channel: receivers and senders are served in the order in which they came", () => {
  const values = evaluate(`
    local ch, log = channel.new(), {}
    for i = 1, 3 do
      coroutine.spawn(function()
        local value = ch:receive()
        log[#log + 1] = i .. value
      end)
    end
    host.wait()
    for _, value in ipairs{ "a", "b", "c" } do ch:send(value) end
    host.wait()
    for i = 1, 3 do coroutine.spawn(function() ch:send(i) end) end
    host.wait()
    for _ = 1, 3 do table.insert(log, (ch:receive())) end
    return log
  `);
  assert.deepEqual(values, [["1a", "2b", "3c", 1, 2, 3]]);
});

Deno.test("channel:close() lets the buffer drain, wakes everybody and may be called twice", () => {
  const values = evaluate(`
    local ch = channel.new(1)
    local full, empty = channel.new(), channel.new()
    local sent, received
    coroutine.spawn(function() sent = { full:send(1) } end)
    coroutine.spawn(function() received = { empty:receive() } end)
    host.wait()
    ch:send("kept")
    ch:close() ch:close()
    full:close()
    empty:close()
    host.wait()
    return { ch:receive() }, select("#", ch:receive()), select(2, ch:receive()), sent[1] == nil, sent[2]:message(), received[2]
  `);
  assert.deepEqual(values, [["kept", true], 2, false, true, "channel closed", false]);
});

Deno.test("channel:send() on a closed channel raises", () => {
  assert.match(String(raised("local ch = channel.new() ch:close() ch:send(1)").value), /:1: send on closed channel$/);
  assert.match(
    String(raised("local ch = channel.new() ch:close() channel.select{ ch:case_send(1) }").value),
    /:1: send on closed channel$/,
  );
});

Deno.test("channel:send() carries nil", () => {
  const values = evaluate("local ch = channel.new(1) ch:send(nil) return ch:receive()");
  assert.deepEqual(values, [null, true]);
});

Deno.test("channel.select() takes the first ready case in list order", () => {
  const values = evaluate(`
    local a, b, c = channel.new(1), channel.new(1), channel.new(1)
    b:send("from b") c:send("from c")
    local r = channel.select{ a:case_receive(), c:case_receive(), b:case_receive() }
    local s = channel.select{ c:case_receive(), b:case_send("full"), a:case_send("taken") }
    return r.channel == c, r.value, r.ok, s.channel == a, s.value, s.ok, a:receive()
  `);
  assert.deepEqual(values, [true, "from c", true, true, null, true, "taken", true]);
});

Deno.test("channel.select() gives the default, in both spellings", () => {
  const values = evaluate(`
    local ch = channel.new()
    local a = channel.select{ ch:case_receive(), default = true }
    local b = channel.select({ ch:case_receive() }, true)
    return a, b
  `);
  assert.deepEqual(values, [new Map([["default", true], ["ok", true]]), new Map([["default", true], ["ok", true]])]);
});

Deno.test("channel.select() waits for the first of several and leaves the others alone", () => {
  const values = evaluate(`
    local a, b = channel.new(), channel.new()
    local results = {}
    coroutine.spawn(function()
      local r = channel.select{ "ignored", a:case_receive(), b:case_receive(), 5 }
      results[1] = { r.channel == b, r.value, r.ok }
    end)
    host.wait()
    b:send("first")
    local r = channel.select{ a:case_send("nobody"), default = true }
    coroutine.spawn(function() results[2] = { a:receive() } end)
    coroutine.spawn(function() results[3] = channel.select{ b:case_send("offered") }.ok end)
    host.wait()
    a:send("second")
    results[4] = { b:receive() }
    host.wait()
    return results, r.default
  `);
  assert.deepEqual(values, [[[true, "first", true], ["second", true], true, ["offered", true]], true]);
});

Deno.test("channel.select() notices a close", () => {
  const values = evaluate(`
    local ch = channel.new()
    local results = {}
    coroutine.spawn(function() results[1] = channel.select{ ch:case_receive() } end)
    coroutine.spawn(function() results[2] = channel.select{ channel.new():case_receive(), ch:case_receive() } end)
    host.wait()
    ch:close()
    host.wait()
    local now = channel.select{ ch:case_receive() }
    return results[1].ok, results[1].value, results[2].ok, results[2].channel == ch, now.ok
  `);
  assert.deepEqual(values, [false, null, false, true, false]);
});

Deno.test("channel functions refuse other values", () => {
  for (const call of ["new(-1)", "new(1.5)", "new('x')", "select()", "select(1)"]) {
    assert.match(String(raised(`channel.${call}`).value), /bad argument #1 to '\w+'/);
  }
  assert.match(String(raised("channel.new().receive({})").value), /bad argument #1 to 'receive' \(Channel expected\)/);
});

Deno.test("Channel.offer() never waits; Channel.close() ends it", () => {
  const ch = new Channel();
  const events: LuaModule = { name: "events", world: "any", open: () => ch };
  const script = start(
    program("return function() local v, ok = events:receive() return v, ok, events:receive() end", "script", {
      modules: { events },
    }),
  );
  assert.equal(ch.offer(ascii("one")), true);
  assert.equal(ch.offer(ascii("two")), true);
  assert.equal(ch.backlog, 2);
  script.scheduler.spawn(script.entry, []);
  assert.deepEqual(script.scheduler.run(), { type: "returned", values: ["one", true, "two", true] });
  ch.close();
  assert.equal(ch.offer(ascii("three")), false);
  assert.equal(ch.backlog, 0);
});

Deno.test("Channel.offer() wakes a receiver", () => {
  const ch = new Channel();
  const events: LuaModule = { name: "events", world: "any", open: () => ch };
  const script = start(program("return function() return events:receive() end", "script", { modules: { events } }));
  script.scheduler.spawn(script.entry, []);
  const release = script.scheduler.hold();
  assert.equal(script.scheduler.run().type, "blocked");
  ch.offer(5);
  assert.deepEqual(script.scheduler.run(), { type: "returned", values: [5, true] });
  release();
});
