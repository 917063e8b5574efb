import assert from "node:assert/strict";
import { compilerEngine } from "../compiler/mod.ts";
import { fengariEngine } from "../fengari/mod.ts";
import { evaluate, program, raised, start } from "../../../tests/support/lua_script.ts";

Deno.test("a wait passes through pcall, xpcall and errors after it are caught", () => {
  assert.deepEqual(evaluate("return pcall(host.wait, 1, 2)"), [true, 1, 2]);
  assert.deepEqual(
    evaluate("return pcall(function() local v = host.wait('a') error(v .. 'b', 0) end)"),
    [false, "ab"],
  );
  assert.deepEqual(
    evaluate(`
      local function handler(message) return "handled " .. message end
      return xpcall(function(x) host.wait() error(x, 0) end, handler, "boom")
    `),
    [false, "handled boom"],
  );
  assert.deepEqual(evaluate("return xpcall(host.wait, print, 1, nil, 3)"), [true, 1, null, 3]);
});

Deno.test("a wait passes through metamethods", () => {
  const values = evaluate(`
    local mt = {
      __add = function(a, b) return host.wait("add") end,
      __index = function(t, k) return host.wait(k) end,
      __call = function(self, x) return host.wait(x) end,
      __eq = function() return host.wait(true) end,
      __lt = function() return host.wait(true) end,
      __concat = function() return host.wait("concat") end,
      __len = function() return host.wait(7) end,
      __newindex = function(t, k, v) rawset(t, k, host.wait(v)) end,
    }
    local a, b = setmetatable({}, mt), setmetatable({}, mt)
    a.new = "new"
    return a + b, a.key, a(5), a == b, a < b, a .. b, #a, a.new
  `);
  assert.deepEqual(values, ["add", "key", 5, true, true, "concat", 7, "new"]);
});

Deno.test("a wait passes through iterators", () => {
  const values = evaluate(`
    local seen = {}
    for value in function(_, last) if last ~= 3 then return host.wait((last or 0) + 1) end end do
      seen[#seen + 1] = value
    end
    return seen
  `);
  assert.deepEqual(values, [[1, 2, 3]]);
});

Deno.test("a wait passes through coroutines of the script at any depth", () => {
  const values = evaluate(`
    local inner = coroutine.wrap(function(a)
      local b = host.wait(a + 1)
      local c = coroutine.yield(b)
      return pcall(function() return host.wait(c * 2) end)
    end)
    local outer = coroutine.create(function(x)
      coroutine.yield(inner(x))
      return inner(10)
    end)
    local _, first = coroutine.resume(outer, 1)
    local _, ok, second = coroutine.resume(outer)
    return first, ok, second, coroutine.status(outer)
  `);
  assert.deepEqual(values, [2, true, 20, "dead"]);
});

Deno.test("an error after a wait inside a coroutine goes to its resumer", () => {
  const values = evaluate(`
    local co = coroutine.create(function() host.wait() error({ code = 7 }) end)
    local ok, err = coroutine.resume(co)
    local wrapped = coroutine.wrap(function() host.wait() error("text") end)
    local ok2, err2 = pcall(wrapped)
    return ok, err.code, ok2, err2, coroutine.status(co)
  `);
  assert.deepEqual(values.slice(0, 3), [false, 7, false]);
  assert.match(String(values[3]), /script\.lua:4: text$/);
  assert.equal(values[4], "dead");
});

Deno.test("a coroutine that waits for the host cannot be resumed by anybody else", () => {
  const values = evaluate(`
    local co = coroutine.create(function() return host.wait("mine") end)
    local seen
    coroutine.spawn(function()
      seen = { coroutine.status(co), coroutine.resume(co) }
    end)
    local ok, value = coroutine.resume(co)
    return seen, ok, value
  `);
  assert.deepEqual(values, [["normal", false, "cannot resume non-suspended coroutine"], true, "mine"]);
});

const CALLBACK_WAITS = `
  local co = coroutine.wrap(function() host.wait() end)
  return select(2, pcall(table.sort, { 2, 1 }, function() host.wait() end)),
    select(2, pcall(string.gsub, "a", "a", function() host.wait() end)),
    select(2, pcall(table.sort, { 2, 1 }, function() co() end)),
    select(2, pcall(tostring, setmetatable({}, { __tostring = function() return host.wait("x") end })))
`;

Deno.test("fengari: a wait in a callback of the library is a Lua error that says so", () => {
  const message = /attempt to wait inside a function that a library calls back/;
  for (const value of evaluate(CALLBACK_WAITS, { engine: fengariEngine })) assert.match(String(value), message);
});

Deno.test("compiler: a callback of the library may wait", () => {
  assert.deepEqual(evaluate(CALLBACK_WAITS, { engine: compilerEngine }), [null, "a", null, "x"]);
});

Deno.test("coroutine.yield() is refused where no script resumes", () => {
  assert.match(String(raised("coroutine.yield(1)").value), /attempt to yield from outside a coroutine/);
});

Deno.test("coroutine.running(), status() and resume() as in Lua", () => {
  const values = evaluate(`
    local main, is_main = coroutine.running()
    local co
    co = coroutine.create(function(...)
      local me, mine = coroutine.running()
      local outer = coroutine.status(main)
      return me == co, mine, outer, select("#", ...), coroutine.resume(co)
    end)
    local before = coroutine.status(co)
    local results = { coroutine.resume(co, 1, nil, 3) }
    local spawned = coroutine.spawn(function() end)
    return is_main, before, results, coroutine.status(co), { coroutine.resume(co) }, { coroutine.resume(spawned) }
  `);
  assert.deepEqual(values, [
    true,
    "suspended",
    [true, true, false, "normal", 3, false, "cannot resume non-suspended coroutine"],
    "dead",
    [false, "cannot resume dead coroutine"],
    [false, "cannot resume a coroutine that the scheduler runs"],
  ]);
});

Deno.test("coroutine functions refuse other values", () => {
  for (const call of ["create(1)", "wrap()", "resume({})", "status('x')", "spawn(5)"]) {
    assert.match(String(raised(`coroutine.${call}`).value), /bad argument #1 to '\w+' \((function|coroutine) expected/);
  }
});

Deno.test("LuaThread.traceback() shows the coroutines that wait, innermost first", () => {
  const script = start(program(`
local function inner() host.wait() end
local function outer()
  coroutine.wrap(function()
    inner()
  end)()
end
return function()
  outer()
end`));
  script.scheduler.spawn(script.entry, []);
  assert.equal(script.scheduler.run().type, "blocked");
  assert.deepEqual(script.scheduler.tracebacks(), [[
    "script.lua:2: in function 'inner' (app:script)",
    "script.lua:5: in function <script.lua:4> (app:script)",
    "script.lua:4: in function 'outer' (app:script)",
    "script.lua:9: in function <script.lua:8> (app:script)",
  ]]);
});
