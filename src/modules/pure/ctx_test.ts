import { type ByteString, type Data, toByteString } from "../../base/mod.ts";
import assert from "node:assert/strict";
import { luaRunner, runLua } from "../../../tests/support/lua_runner.ts";

function callWith(body: string, context: readonly [string, string | number][]) {
  const runner = luaRunner({
    "test:main": `return function() ${body}\nend`,
    "test:inner": `return function() return ctx.all() end`,
  });
  const values = new Map<ByteString, Data>(
    context.map(([key, value]) => [toByteString(key), typeof value === "string" ? toByteString(value) : value]),
  );
  return runner.call("test:main", [], { signal: new AbortController().signal, context: values });
}

Deno.test("ctx.get() gives a value of the call's context", async () => {
  const value = await callWith("return { ctx.get('tenant'), ctx.get('n') }", [["tenant", "acme"], ["n", 3]]);
  assert.deepEqual(value, ["acme", 3]);
});

Deno.test("ctx.get() answers nil and an error for a key that is empty or not there", async () => {
  const value = await runLua(`
    local _, empty = ctx.get("")
    local _, missing = ctx.get("x")
    return { empty:kind(), empty:message(), missing:kind(), missing:message(), (select(2, pcall(ctx.get, {}))) }
  `);
  const raised = "bad argument #1 to 'get' (string expected, got table)";
  assert.deepEqual(value, ["Invalid", "empty key", "NotFound", "key not found: x", raised]);
});

Deno.test("ctx.all() gives everything, also what callers of callers set", async () => {
  assert.deepEqual(await runLua("return json.encode(ctx.all())"), "{}");
  const value = await callWith(
    `local inner = funcs.new():with_context({ tenant = "b", extra = { 1, 2 } }):call("test:inner")
    return json.encode({ ctx.all(), inner })`,
    [["tenant", "a"], ["n", 1]],
  );
  assert.equal(value, '[{"tenant":"a","n":1},{"tenant":"b","n":1,"extra":[1,2]}]');
});
