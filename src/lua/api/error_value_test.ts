import assert from "node:assert/strict";
import { evaluate, raised, type ScriptOptions } from "../../../tests/support/lua_script.ts";
import { AppError, type AppErrorOptions, ascii, type ByteString, type Data } from "../../base/mod.ts";
import { ErrorValue, type LuaModule } from "./mod.ts";

/** A script that has the error as the global `e`. */
function having(message: string, options: AppErrorOptions = {}): ScriptOptions {
  const e: LuaModule = { name: "e", world: "any", open: () => new ErrorValue(new AppError(message, options)) };
  return { modules: { e } };
}

Deno.test("error objects tell kind, message, retryable, details and stack", () => {
  const details: Data = new Map<ByteString, Data>([[ascii("code"), 402], [ascii("items"), [1, 2]]]);
  const full = having("no funds é", {
    kind: "Invalid",
    retryable: false,
    details,
    stack: ["a.lua:1: in f", "b.lua:2: in g"],
  });
  assert.deepEqual(evaluate("return e:kind(), e:message(), e:retryable(), e:details(), e:stack()", full), [
    "Invalid",
    "no funds \xc3\xa9",
    false,
    details,
    "a.lua:1: in f\nb.lua:2: in g",
  ]);
  assert.deepEqual(evaluate("return e:kind(), e:retryable(), e:details(), e:stack()", having("x")), [
    "",
    null,
    null,
    "",
  ]);
});

Deno.test("error objects turn into text", () => {
  const wrapped = having("inner", { context: "outer", cause: new AppError("inner") });
  assert.deepEqual(
    evaluate("return tostring(e), e .. '!', 'an ' .. e, e .. e, 1 .. e, e:message(), type(e)", wrapped),
    [
      "outer: inner",
      "outer: inner!",
      "an outer: inner",
      "outer: innerouter: inner",
      "1outer: inner",
      "inner",
      "userdata",
    ],
  );
  assert.match(
    String(raised("return e .. {}", wrapped).value),
    /:1: attempt to concatenate an error with a table value/,
  );
});

Deno.test("error objects are raised and caught as they are", () => {
  assert.deepEqual(evaluate("local ok, caught = pcall(error, e) return ok, caught == e", having("x")), [false, true]);
  const { value, traceback } = raised("\nerror(e)", having("x"));
  assert.ok(value instanceof ErrorValue);
  assert.deepEqual(traceback, ["script.lua:2: in function <script.lua:1> (app:script)"]);
});

Deno.test("methods of error objects refuse another self", () => {
  for (const method of ["kind", "message", "retryable", "details", "stack"]) {
    assert.match(
      String(raised(`e.${method}({})`, having("x")).value),
      new RegExp(`bad argument #1 to '${method}' \\(Error expected\\)`),
    );
  }
});
