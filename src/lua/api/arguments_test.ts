import { ascii } from "../../base/mod.ts";
import assert from "node:assert/strict";
import { Channel } from "../run/mod.ts";
import { numberArgument, optionalTableArgument, stringArgument, tableArgument, typeName } from "./mod.ts";
import { testEngine } from "../../../tests/support/test_engine.ts";
import { parse } from "../syntax/mod.ts";

const state = testEngine.createState({ mode: "slice", milliseconds: 1000 });

Deno.test("typeName() names types as Lua does", () => {
  const chunk = testEngine.compile(parse("return 1"), { entryId: "app:x", file: "x.lua" });
  const values = [undefined, true, 1, ascii(""), state.createTable(), state.load(chunk), new Channel()];
  assert.deepEqual(values.map(typeName), ["nil", "boolean", "number", "string", "table", "function", "userdata"]);
});

Deno.test("stringArgument() takes text, and numbers as their text", () => {
  assert.equal(stringArgument([ascii("a")], 1, "f"), "a");
  assert.equal(stringArgument([ascii("a"), 5], 2, "f"), "5");
  assert.throws(() => stringArgument([true], 1, "f"), {
    message: "bad argument #1 to 'f' (string expected, got boolean)",
  });
});

Deno.test("numberArgument() takes numbers only", () => {
  assert.equal(numberArgument([1.5], 1, "f"), 1.5);
  assert.throws(() => numberArgument([ascii("1")], 1, "f"), {
    message: "bad argument #1 to 'f' (number expected, got string)",
  });
});

Deno.test("tableArgument() tells nil from nothing", () => {
  const table = state.createTable();
  assert.equal(tableArgument([table], 1, "f"), table);
  assert.throws(() => tableArgument([undefined], 1, "f"), {
    message: "bad argument #1 to 'f' (table expected, got nil)",
  });
  assert.throws(() => tableArgument([], 1, "f"), {
    message: "bad argument #1 to 'f' (table expected, got no value)",
  });
});

Deno.test("optionalTableArgument() takes nothing too", () => {
  assert.equal(optionalTableArgument([], 1, "f"), undefined);
  assert.equal(optionalTableArgument([undefined], 1, "f"), undefined);
  assert.throws(() => optionalTableArgument([5], 1, "f"), {
    message: "bad argument #1 to 'f' (table expected, got number)",
  });
});
