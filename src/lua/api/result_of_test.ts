import assert from "node:assert/strict";
import { AppError, ascii, fromLatin1 } from "../../base/mod.ts";
import { errorOf, ErrorValue, resultOf } from "./mod.ts";
import { testEngine } from "../../../tests/support/test_engine.ts";

const state = testEngine.createState({ mode: "slice", milliseconds: 1000 });
const error = new AppError("m", {
  kind: "Conflict",
  retryable: true,
  details: new Map([[ascii("a"), 1]]),
  context: "c",
});

Deno.test("resultOf() gives the first value", () => {
  assert.equal(resultOf([]), undefined);
  assert.equal(resultOf([undefined]), null);
  assert.equal(resultOf([5]), 5);
  assert.equal(resultOf([5, undefined]), 5);
});

Deno.test("resultOf() throws a second value that is an error object or a text", () => {
  assert.throws(() => resultOf([undefined, new ErrorValue(error)]), (thrown) => thrown === error);
  assert.throws(() => resultOf([5, new ErrorValue(error)]), (thrown) => thrown === error);
  assert.throws(() => resultOf([undefined, fromLatin1("caf\xc3\xa9")]), {
    message: "café",
    kind: "Internal",
    retryable: false,
  });
});

Deno.test("resultOf() ignores other second values, and further ones", () => {
  for (const second of [true, 5, state.createTable()]) assert.equal(resultOf([1, second]), 1);
  assert.equal(resultOf([1, undefined, ascii("text")]), 1);
});

Deno.test("errorOf() keeps what an error object says and adds the traceback", () => {
  const failure = errorOf(new ErrorValue(error), ["a.lua:1: in main chunk"]);
  const { message, kind, retryable, details, context, luaStack } = failure;
  assert.deepEqual({ message, kind, retryable, details, context, luaStack }, {
    message: "m",
    kind: "Conflict",
    retryable: true,
    details: new Map([["a", 1]]),
    context: "c",
    luaStack: ["a.lua:1: in main chunk"],
  });
});

Deno.test("errorOf() leaves a stack that is there", () => {
  const known = new AppError("m", { stack: ["far.lua:5: in f"] });
  assert.equal(errorOf(new ErrorValue(known), ["a.lua:1: in main chunk"]), known);
});

Deno.test("errorOf() makes an internal error of everything else", () => {
  const cases: [Parameters<typeof errorOf>[0], string][] = [
    [fromLatin1("a.lua:1: caf\xc3\xa9"), "a.lua:1: café"],
    [5, "5"],
    [true, "true"],
    [undefined, "nil"],
    [state.createTable(), "table"],
    [2n ** 60n, "1152921504606846976"],
  ];
  for (const [value, message] of cases) {
    const failure = errorOf(value, ["frame"]);
    assert.deepEqual([failure.message, failure.kind, failure.retryable, failure.luaStack], [
      message,
      "Internal",
      undefined,
      ["frame"],
    ]);
  }
});
