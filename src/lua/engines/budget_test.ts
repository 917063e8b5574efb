import assert from "node:assert/strict";
import { evaluate, program, runScript, type ScriptOptions, start } from "../../../tests/support/lua_script.ts";
import { Fault, type LuaModule } from "../api/mod.ts";
import { isPreempted } from "../../../tests/support/is_preempted.ts";

const DEADLINE: ScriptOptions = { budget: { mode: "deadline", milliseconds: 30 } };
const SLICE: ScriptOptions = { budget: { mode: "slice", milliseconds: 2 } };

function faulted(body: string, options: ScriptOptions): Fault {
  const state = runScript(body, options);
  if (state.type !== "faulted") assert.fail(`expected a fault, got "${state.type}"`);
  return state.fault;
}

Deno.test("a deadline ends a loop and names entry and line", { ignore: isPreempted }, () => {
  const fault = faulted("\nlocal function spin()\n  while true do end\nend\nspin()", DEADLINE);
  assert.equal(fault.reason, "budget");
  assert.equal(fault.message, '"app:script" ran for more than 30 ms without waiting, at script.lua:3');
  assert.deepEqual(fault.luaStack, [
    "script.lua:3: in function 'spin' (app:script)",
    "script.lua:5: in function <script.lua:1> (app:script)",
  ]);
});

Deno.test("a deadline cannot be caught", () => {
  const bodies = {
    "pcall": "while true do pcall(function() while true do end end) end",
    "errors that are caught": "while true do pcall(error) end",
    "xpcall": "while true do xpcall(function() while true do end end, function() end) end",
    "error handler": "while true do xpcall(error, function() while true do end end) end",
    "coroutine.resume": "while true do coroutine.resume(coroutine.create(function() while true do end end)) end",
    "coroutine.wrap": "while true do pcall(coroutine.wrap(function() while true do end end)) end",
    "table.sort": "while true do pcall(table.sort, { 2, 1 }, function() while true do end end) end",
    "pcall in table.sort":
      "while true do table.sort({ 2, 1 }, function() pcall(function() while true do end end) end) end",
    "string.gsub": "while true do pcall(string.gsub, 'a', 'a', function() while true do end end) end",
    "__tostring": "local t = setmetatable({}, { __tostring = function() while true do end end }) pcall(tostring, t)",
    "after a wait": "pcall(function() host.wait() while true do end end) return 1",
  };
  for (const [name, body] of Object.entries(bodies)) assert.equal(faulted(body, DEADLINE).reason, "budget", name);
});

Deno.test("after a fault nothing runs in the state", () => {
  const { scheduler, entry, context } = start(program("return function() while true do end end"), DEADLINE);
  scheduler.spawn(entry, []);
  const state = scheduler.run();
  assert.equal(state.type, "faulted");
  assert.equal(scheduler.run(), state);
  const outcome = context.state.createThread(entry).resume([]);
  assert.equal(outcome.type, "faulted");
});

Deno.test("LuaState.startTurn() gives the full time again", () => {
  const body = "local n = 0 for round = 1, 8 do for i = 1, 100000 do n = n + 1 end host.wait() end return n";
  assert.deepEqual(evaluate(body, { budget: { mode: "deadline", milliseconds: 2000 } }), [800000]);
});

Deno.test("a slice preempts and goes on exactly where it was", () => {
  const body = `
    local function work(n) local sum = 0 for i = 1, n do sum = sum + i % 7 end return sum end
    local co = coroutine.wrap(function(n) coroutine.yield(work(n)) return pcall(work, n) end)
    local iterated = 0
    for value in function(_, last) local sum = work(20000) if (last or 0) < 3 then return (last or 0) + 1, sum end end do
      iterated = iterated + value
    end
    local mt = setmetatable({}, { __index = function(_, n) return work(n) end })
    return co(60000), select(2, co()), iterated, mt[60000]
  `;
  const unhurried = evaluate(body);
  const { scheduler, entry, context } = start(program(`return function() ${body}\nend`), SLICE);
  scheduler.spawn(entry, []);
  let preemptions = 0;
  for (;;) {
    context.state.startTurn();
    const state = scheduler.run();
    if (state.type === "preempted") preemptions++;
    else {
      assert.deepEqual(state, { type: "returned", values: unhurried });
      break;
    }
  }
  assert.ok(preemptions > 0);
});

Deno.test("slices of two states take turns", () => {
  const scripts = ["a", "b"].map((name) =>
    start(program("return function() local n = 0 for i = 1, 20000 do n = n + 1 end return n end", name), {
      budget: { mode: "slice", milliseconds: 0 },
    })
  );
  for (const { scheduler, entry } of scripts) scheduler.spawn(entry, []);
  const order: string[] = [];
  const running = new Set(scripts);
  while (running.size > 0) {
    for (const script of running) {
      script.context.state.startTurn();
      const { type } = script.scheduler.run();
      order.push(`${script.context.world.entryId} ${type}`);
      if (type !== "preempted") running.delete(script);
    }
  }
  assert.ok(order.indexOf("app:b preempted") < order.indexOf("app:a returned"));
  assert.ok(order.includes("app:b returned"));
});

Deno.test("a slice does not preempt where Lua cannot yield", () => {
  const body = `
    local list = {}
    for i = 1, 2000 do list[i] = (i * 7919) % 2003 end
    table.sort(list, function(a, b) for _ = 1, 20 do end return a < b end)
    for i = 2, #list do assert(list[i - 1] <= list[i]) end
    return #list
  `;
  assert.deepEqual(evaluate(body, SLICE), [2000]);
});

Deno.test("LuaState.interrupt() ends a preempted state and a waiting one", () => {
  for (const body of ["while true do pcall(function() while true do end end) end", "pcall(host.wait)"]) {
    const { scheduler, entry, context, waiting } = start(program(`return function() ${body} end`), SLICE);
    scheduler.spawn(entry, []);
    context.state.startTurn();
    scheduler.run();
    const fault = new Fault("canceled", "canceled by the test");
    context.state.interrupt(fault);
    waiting.forEach(({ reply }) => reply());
    assert.deepEqual(scheduler.run(), { type: "faulted", fault });
  }
});

Deno.test("an exception of a native is a fault that keeps its cause", () => {
  const cause = new TypeError("our bug");
  const broken: LuaModule = {
    name: "broken",
    world: "any",
    open: ({ state }) =>
      state.createLibrary({
        fail: () => {
          throw cause;
        },
      }),
  };
  const fault = faulted("\npcall(broken.fail)", { modules: { broken } });
  assert.equal(fault.reason, "internal");
  assert.equal(fault.cause, cause);
  assert.match(fault.message, /our bug/);
  assert.deepEqual(fault.luaStack, ["script.lua:2: in function <script.lua:1> (app:script)"]);
});

Deno.test("a Fault thrown by a native passes as it is", () => {
  const thrown = new Fault("canceled", "no more");
  const stop: LuaModule = {
    name: "stop",
    world: "any",
    open: ({ state }) =>
      state.createLibrary({
        now: () => {
          throw thrown;
        },
      }),
  };
  assert.equal(faulted("while true do pcall(coroutine.wrap(stop.now)) end", { modules: { stop } }), thrown);
});
