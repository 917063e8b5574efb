import assert from "node:assert/strict";
import { luaRunner, type LuaRunnerOptions } from "../../../tests/support/lua_runner.ts";
import type { Data } from "../../base/mod.ts";

const FUNCTIONS = {
  "app:add": "return function(a, b) return a + b end",
  "app:echo": "return function(value) return value end",
  "app:nothing": "return function() end",
  "app:fail": 'return function() return nil, errors.new({ message = "no", kind = "Conflict", retryable = true }) end',
  "app:crash": "return function() error('crashed') end",
  "app:slow": "return function() time.sleep('1h') return 'late' end",
};

function run(body: string, options?: LuaRunnerOptions): Promise<Data | undefined> {
  const runner = luaRunner({ ...FUNCTIONS, "app:main": `return function(...) ${body}\nend` }, options);
  return runner.call("app:main", [], { signal: new AbortController().signal });
}

/** What `nil, err` of an expression says. */
async function failure(expression: string): Promise<unknown> {
  const value = await run(`
    local value, err = ${expression}
    return { value == nil, err:kind(), err:message() }
  `);
  return value;
}

Deno.test("funcs.call() gives the result of another function", async () => {
  assert.equal(await run('return funcs.call("app:add", 1, 2)'), 3);
  assert.equal(await run('return select("#", funcs.call("app:nothing"))'), 0);
});

Deno.test("funcs.async() copies its arguments", async () => {
  const value = await run(`
    local t = { 1 }
    local future = funcs.async("app:echo", t)
    t[1] = 2
    local payload = future:channel():receive()
    return payload:data()[1]
  `);
  assert.equal(value, 1);
});

Deno.test("funcs.call() returns the error of the callee", async () => {
  assert.deepEqual(await failure('funcs.call("app:fail")'), [true, "Conflict", "no"]);
  assert.deepEqual(await failure('funcs.call("app:crash")'), [true, "Internal", "crash.lua:1: crashed"]);
});

Deno.test("funcs.call() and funcs.async() refuse a bad target", async () => {
  for (const name of ["call", "async"]) {
    assert.deepEqual(await failure(`funcs.${name}("")`), [true, "Invalid", "function ID required"]);
    for (const id of ["add", ":add", "app:"]) {
      const message = `invalid function ID "${id}": expected "namespace:name"`;
      assert.deepEqual(await failure(`funcs.${name}("${id}")`), [true, "Invalid", message]);
    }
    assert.equal(
      await run(`return select(2, pcall(funcs.${name}, {}))`),
      `bad argument #1 to '${name}' (string expected, got table)`,
    );
  }
});

Deno.test("funcs.call() and funcs.async() return what cannot be encoded as an error", async () => {
  const message = "cannot encode a table with mixed keys: both array indexes and other keys";
  assert.deepEqual(await failure('funcs.call("app:add", { 1, a = 2 })'), [true, "Invalid", message]);
  assert.deepEqual(await failure('funcs.async("app:add", { 1, a = 2 })'), [true, "Invalid", message]);
});

Deno.test("funcs.call() says NotFound for an unknown function", async () => {
  assert.deepEqual(await failure('funcs.call("app:gone")'), [true, "NotFound", 'function "app:gone" not found']);
});

Deno.test("funcs.call() gives up after the option timeout", async () => {
  const call = (timeout: string) => `funcs.new():with_options({ timeout = ${timeout} }):call("app:slow")`;
  const message = 'call of "app:slow" timed out after 20ms';
  assert.deepEqual(await failure(call("20")), [true, "Timeout", message]);
  assert.deepEqual(await failure(call('"20ms"')), [true, "Timeout", message]);
  assert.deepEqual(await failure(call('time.parse_duration("20ms")')), [true, "Timeout", message]);
  assert.deepEqual(await failure(call("{}")), [
    true,
    "Invalid",
    "invalid call options for app:slow: timeout must be a duration string or milliseconds number, got table",
  ]);
});

Deno.test("funcs.new() makes executors that do not change", async () => {
  const value = await run(`
    local plain = funcs.new()
    local limited = plain:with_options({ timeout = 1 })
    local again = limited:with_options({})
    local _, err = limited:call("app:slow")
    return { plain ~= limited, plain:call("app:add", 1, 2), again:call("app:add", 3, 4), err:kind() }
  `);
  assert.deepEqual(value, [true, 3, 7, "Timeout"]);
});

Deno.test("funcs executors raise on wrong arguments", async () => {
  for (const name of ["with_options", "with_context"]) {
    assert.equal(
      await run(`local e = funcs.new() return select(2, pcall(e.${name}, e, 5))`),
      `bad argument #1 to '${name}' (table expected, got number)`,
    );
    assert.equal(
      await run(`return select(2, pcall(funcs.new().${name}, 5))`),
      `calling '${name}' on bad self`,
    );
  }
});

Deno.test("funcs.async() delivers a payload once, then closes", async () => {
  const value = await run(`
    local future, err = funcs.async("app:add", 1, 2)
    local before = { future:is_complete(), future:result() == nil, future:error() == nil }
    local payload, ok = future:response():receive()
    local again, more = future:channel():receive()
    return { err == nil, before, payload:data(), payload:unmarshal(), payload:get_format(), ok, again == nil, more,
      future:is_complete(), future:result():data(), future:response() == future:channel(), future:is_canceled() }
  `);
  assert.deepEqual(value, [true, [false, true, true], 3, 3, "lua/any", true, true, false, true, 3, true, false]);
});

Deno.test("funcs.async() runs calls side by side", async () => {
  const value = await run(`
    local futures = {}
    for i = 1, 5 do futures[i] = funcs.async("app:add", i, i) end
    local sum = 0
    for i = 1, 5 do sum = sum + futures[i]:response():receive():data() end
    return sum
  `);
  assert.equal(value, 30);
});

Deno.test("funcs.async() delivers a failure as a value", async () => {
  const value = await run(`
    local future = funcs.async("app:fail")
    local got, ok = future:response():receive()
    local payload, err = future:result()
    local internal, failed = future:error()
    return { type(got), ok, payload == nil, err:kind(), err:message(), internal:kind(), internal:message(), failed }
  `);
  assert.deepEqual(value, ["userdata", true, true, "Conflict", "no", "Internal", "no", true]);
});

Deno.test("Future.cancel() ends the wait at once", async () => {
  const value = await run(`
    local future = funcs.async("app:slow")
    local canceled, err = future:cancel()
    local got, ok = future:response():receive()
    local payload, reason = future:result()
    return { canceled, err == nil, got == nil, ok, payload == nil, reason:kind(), reason:message(),
      future:is_canceled(), future:is_complete(), future:error() == nil, future:cancel() }
  `);
  assert.deepEqual(value, [true, true, true, false, true, "Canceled", "canceled", true, true, true, true]);
});

Deno.test("Future.cancel() after the end changes nothing", async () => {
  const value = await run(`
    local future = funcs.async("app:add", 1, 2)
    future:response():receive()
    return { future:cancel(), future:is_canceled(), future:result():data() }
  `);
  assert.deepEqual(value, [true, false, 3]);
});
