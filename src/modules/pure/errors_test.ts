import assert from "node:assert/strict";
import { runLua } from "../../../tests/support/lua_runner.ts";

Deno.test("errors.new() with a text has no kind and no opinion on retries", async () => {
  const value = await runLua(`
    local e = errors.new("bad \\195\\169")
    return { type(e), e:message(), e:kind(), e:retryable() == nil, e:details() == nil, tostring(e), e .. "!" }
  `);
  assert.deepEqual(value, ["userdata", "bad \xc3\xa9", "", true, true, "bad \xc3\xa9", "bad \xc3\xa9!"]);
});

Deno.test("errors.new() with a table sets everything", async () => {
  const value = await runLua(`
    local e = errors.new({ message = "m", kind = errors.NOT_FOUND, retryable = false, details = { id = 5, list = { 1 } } })
    return { e:message(), e:kind(), e:retryable(), e:details().id, e:details().list[1],
      errors.new({ message = "m", details = {} }):details() == nil }
  `);
  assert.deepEqual(value, ["m", "NotFound", false, 5, 1, true]);
});

Deno.test("errors.new() raises on wrong arguments", async () => {
  const cases: [string, string][] = [
    ["", "bad argument #1 to 'new' (string or table expected, got no value)"],
    ["5", "bad argument #1 to 'new' (string or table expected, got number)"],
    ["{}", "bad argument #1 to 'new' (field 'message' must be a string, got nil)"],
    ["{ message = 5 }", "bad argument #1 to 'new' (field 'message' must be a string, got number)"],
    ['{ message = "", kind = true }', "bad argument #1 to 'new' (field 'kind' must be a string, got boolean)"],
    ['{ message = "", retryable = 1 }', "bad argument #1 to 'new' (field 'retryable' must be a boolean, got number)"],
    ['{ message = "", details = 1 }', "bad argument #1 to 'new' (field 'details' must be a table, got number)"],
    [
      '{ message = "", details = { 1, a = 2 } }',
      "bad argument #1 to 'new' (field 'details': cannot encode a table with mixed keys: both array indexes and other keys)",
    ],
  ];
  for (const [args, message] of cases) {
    assert.equal(await runLua(`return select(2, pcall(errors.new, ${args}))`.replace(", )", ")")), message);
  }
});

Deno.test("errors.wrap() keeps kind, retryability, details and message, and shows its context", async () => {
  const value = await runLua(`
    local e = errors.new({ message = "m", kind = "Conflict", retryable = true, details = { a = 1 } })
    local w = errors.wrap(errors.wrap(e, "inner"), "outer")
    return { w:message(), w:kind(), w:retryable(), w:details().a, tostring(w) }
  `);
  assert.deepEqual(value, ["m", "Conflict", true, 1, "outer: inner: m"]);
});

Deno.test("errors.wrap() takes a text", async () => {
  const value = await runLua('local w = errors.wrap("m", "c") return { w:message(), w:kind(), tostring(w) }');
  assert.deepEqual(value, ["m", "", "c: m"]);
});

Deno.test("errors.wrap() raises on wrong arguments", async () => {
  assert.equal(
    await runLua('return select(2, pcall(errors.wrap, 5, "c"))'),
    "bad argument #1 to 'wrap' (error or string expected, got number)",
  );
  assert.equal(
    await runLua('return select(2, pcall(errors.wrap, "m"))'),
    "bad argument #2 to 'wrap' (string expected, got no value)",
  );
});

Deno.test("errors.is() compares kinds, and is false for everything that is no error", async () => {
  const value = await runLua(`
    local e = errors.new({ message = "m", kind = "Invalid" })
    return { errors.is(e, errors.INVALID), errors.is(errors.wrap(e, "c"), "Invalid"), errors.is(e, errors.TIMEOUT),
      errors.is("Invalid", "Invalid"), errors.is(nil, "Invalid"), errors.is(errors.new("x"), errors.UNKNOWN) }
  `);
  assert.deepEqual(value, [true, true, false, false, false, true]);
});

Deno.test("errors.call_stack() is nil where no stack is known", async () => {
  assert.equal(await runLua('return errors.call_stack(errors.new("m"))'), null);
  assert.equal(await runLua('return errors.call_stack("m")'), null);
});

Deno.test("errors has the constants of the contract", async () => {
  const value = await runLua(`
    return { errors.NOT_FOUND, errors.ALREADY_EXISTS, errors.INVALID, errors.PERMISSION_DENIED, errors.UNAVAILABLE,
      errors.INTERNAL, errors.CANCELED, errors.CONFLICT, errors.TIMEOUT, errors.RATE_LIMITED, errors.UNKNOWN }
  `);
  const kinds =
    "NotFound AlreadyExists Invalid PermissionDenied Unavailable Internal Canceled Conflict Timeout RateLimited";
  assert.deepEqual(value, [...kinds.split(" "), ""]);
});
