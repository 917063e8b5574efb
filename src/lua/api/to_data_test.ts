import assert from "node:assert/strict";
import fc from "fast-check";
import { randomSettings } from "../../../tests/support/random_settings.ts";
import { AppError, ascii, type ByteString, type Data, fromLatin1 } from "../../base/mod.ts";
import { Channel } from "../run/mod.ts";
import { ErrorValue, fromData, LuaTable, type LuaValue, toData } from "./mod.ts";
import { testEngine } from "../../../tests/support/test_engine.ts";
import { parse } from "../syntax/mod.ts";

const state = testEngine.createState({ mode: "slice", milliseconds: 1000 });

function table(pairs: [LuaValue, LuaValue][]): LuaTable {
  const table = state.createTable();
  for (const [key, value] of pairs) table.set(key, value);
  return table;
}

/** Data that survives the way through Lua: no nulls inside, which are holes there. */
const { data } = fc.letrec<{ data: Data }>((tie) => ({
  data: fc.oneof(
    { maxDepth: 4 },
    fc.boolean(),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).filter((n) => !Object.is(n, -0)),
    fc.maxSafeInteger(),
    fc.bigInt({ min: 2n ** 53n + 1n, max: 2n ** 80n }),
    fc.string().map((text) => fromLatin1(text.replace(/[^\0-\xff]/g, "?"))),
    fc.array(tie("data"), { maxLength: 6 }),
    fc.array(fc.tuple(fc.constantFrom("a", "b", "", "1", "10", "__proto__", "\xff").map(fromLatin1), tie("data")), {
      maxLength: 6,
    })
      .map((pairs) => new Map(pairs)),
  ),
}));

Deno.test("toData() gives back what fromData() made, keys in their order", () => {
  fc.assert(
    fc.property(data, (value) => {
      const copy = toData(fromData(value, state));
      assert.deepEqual(copy, value);
      assert.deepEqual(keysOf(copy), keysOf(value));
    }),
    randomSettings(300),
  );
});

Deno.test("toData() makes null again of what was null when it came in, and json.null of NULL", () => {
  const withNulls = fc.letrec<{ data: Data }>((tie) => ({
    data: fc.oneof(
      { maxDepth: 4 },
      fc.constant(null),
      fc.integer(),
      fc.array(tie("data"), { maxLength: 6 }),
      fc.array(fc.tuple(fc.constantFrom("a", "b", "1").map(fromLatin1), tie("data")), { maxLength: 4 })
        .map((pairs) => new Map(pairs)),
    ),
  })).data;
  fc.assert(
    fc.property(withNulls, fc.boolean(), (value, keepsNulls) => {
      assert.deepEqual(toData(fromData(value, state, keepsNulls)), value);
    }),
    randomSettings(300),
  );
});

Deno.test("toData() leaves out nulls that a changed list no longer has room for", () => {
  const list = fromData([1, 2, null, 4, null], state) as LuaTable;
  list.set(3, 3);
  assert.deepEqual(toData(list), [1, 2, 3, 4, null]);
  list.set(4, undefined);
  assert.deepEqual(toData(list), [1, 2, 3]);
  list.set(6, 6);
  assert.throws(() => toData(list), /sparse array/);
});

function keysOf(data: Data): unknown {
  if (data instanceof Map) return [...data].map(([key, value]) => [key, keysOf(value)]);
  return Array.isArray(data) ? data.map(keysOf) : undefined;
}

Deno.test("toData() makes an array of keys 1 to n in any order", () => {
  fc.assert(
    fc.property(fc.shuffledSubarray([1, 2, 3, 4, 5, 6, 7, 8], { minLength: 8 }), (keys) => {
      assert.deepEqual(toData(table(keys.map((key) => [key, key]))), [1, 2, 3, 4, 5, 6, 7, 8]);
    }),
    randomSettings(),
  );
});

Deno.test("toData() refuses every array with a hole", () => {
  fc.assert(
    fc.property(fc.subarray([1, 2, 3, 4, 5, 6], { minLength: 1 }), (keys) => {
      fc.pre(keys.at(-1) !== keys.length);
      assert.throws(() => toData(table(keys.map((key) => [key, true]))), /^cannot encode a sparse array/);
    }),
    randomSettings(),
  );
});

Deno.test("toData() makes an array of an empty table unless it is an object", () => {
  assert.deepEqual(toData(state.createTable()), []);
  assert.deepEqual(toData(fromData(new Map(), state)), new Map());
  assert.deepEqual(toData(fromData([], state)), []);
});

Deno.test("toData() writes keys that are no strings as text", () => {
  const value = table([[1.5, ascii("a")], [true, ascii("b")], [0, ascii("c")], [-1, ascii("d")]]);
  assert.deepEqual(toData(value), new Map([["1.5", "a"], ["true", "b"], ["0", "c"], ["-1", "d"]]));
});

Deno.test("toData() drops userdata, and keeps the text of errors and the digits of integers", () => {
  const error = new ErrorValue(new AppError("caf\u00e9"));
  const integer = 2n ** 60n + 1n;
  assert.equal(toData(new Channel()), null);
  assert.equal(toData(error), "caf\xc3\xa9");
  const value = table([[ascii("channel"), new Channel()], [ascii("error"), error], [ascii("integer"), integer]]);
  assert.deepEqual([...(toData(value) as Map<ByteString, Data>)], [["error", "caf\xc3\xa9"], [
    "integer",
    2n ** 60n + 1n,
  ]]);
  assert.deepEqual(toData(table([[1, new Channel()], [2, error]])), [null, "caf\xc3\xa9"]);
});

Deno.test("toData() makes null of functions and nil", () => {
  const chunk = testEngine.compile(parse("return 1"), { entryId: "app:x", file: "x.lua" });
  assert.equal(toData(state.load(chunk)), null);
  assert.deepEqual(toData(table([[ascii("f"), state.load(chunk)]])), new Map([["f", null]]));
  assert.equal(toData(undefined), null);
});

Deno.test("toData() refuses mixed keys, strange keys, recursion and nesting beyond 128 levels", () => {
  const loop = state.createTable();
  loop.set(ascii("inner"), table([[ascii("outer"), loop]]));
  const cases: [LuaTable, string][] = [
    [table([[1, 1], [ascii("a"), 2]]), "cannot encode a table with mixed keys: both array indexes and other keys"],
    [table([[ascii("a"), 2], [1, 1]]), "cannot encode a table with mixed keys: both array indexes and other keys"],
    [table([[table([]), 1]]), "cannot encode a table with a key of type table"],
    [table([[new Channel(), 1]]), "cannot encode a table with a key of type userdata"],
    [loop, "cannot encode a table nested in itself (recursion)"],
    [nested(129), "cannot encode nesting deeper than 128 levels"],
  ];
  for (const [value, message] of cases) {
    assert.throws(() => toData(value), { name: "AppError", message, kind: "Invalid", retryable: false });
  }
  assert.equal(JSON.stringify(toData(nested(128))).length, 256);
});

function nested(levels: number): LuaTable {
  let value = state.createTable();
  for (let level = 1; level < levels; level++) value = table([[1, value]]);
  return value;
}

Deno.test("toData() copies a table that occurs twice side by side", () => {
  const shared = table([[1, 1]]);
  assert.deepEqual(toData(table([[1, shared], [2, shared]])), [[1], [1]]);
});

Deno.test("fromData() makes nil of null: a hole in an array, nothing in a table", () => {
  assert.equal(fromData(null, state), undefined);
  const array = fromData([1, null, 3], state) as LuaTable;
  assert.deepEqual([array.get(1), array.get(2), array.get(3)], [1, undefined, 3]);
  const object = fromData(new Map<ByteString, Data>([[ascii("a"), null], [ascii("b"), 1]]), state) as LuaTable;
  assert.deepEqual([...object.entries()], [["b", 1]]);
  assert.equal(object.isObject, true);
});

Deno.test("fromData() makes numbers of integers that a float holds, and bigints of the others", () => {
  assert.equal(fromData(5n, state), 5);
  assert.equal(fromData(-(2n ** 53n), state), -(2 ** 53));
  assert.equal(fromData(2n ** 53n + 1n, state), 2n ** 53n + 1n);
  assert.equal(fromData(2n ** 60n, state), 2n ** 60n);
});

Deno.test("toData() refuses a few tables that would make a huge copy", () => {
  let value = state.createTable();
  for (let level = 0; level < 40; level++) value = table([[1, value], [2, value]]);
  assert.throws(() => toData(value), { message: "cannot encode more than 1000000 values" });
});
