import { type ByteString, byteStringToBytes, fromLatin1 } from "../../base/mod.ts";
import assert from "node:assert/strict";
import fc from "fast-check";
import { runLua } from "../../../tests/support/lua_runner.ts";
import { randomSettings } from "../../../tests/support/random_settings.ts";
import { testEngine } from "../../../tests/support/test_engine.ts";

/** Runs an expression and gives the two results as JSON text. */
function results(expression: string): Promise<unknown> {
  return runLua(`
    local value, err = ${expression}
    return { value = value, err = err and err:message(), kind = err and err:kind(), retryable = err and err:retryable() }
  `).then((data) => Object.fromEntries(data as unknown as Map<string, unknown>));
}

Deno.test("json.encode() writes values as payloads do", async () => {
  const cases: [string, string][] = [
    ["nil", "null"],
    ["true", "true"],
    ["5.0", "5"],
    ["0.1", "0.1"],
    ["1/0", "null"],
    ['"a\\n\\255"', '"a\\n\ufffd"'],
    ["{}", "[]"],
    ["{ 1, 2, 3 }", "[1,2,3]"],
    ["{ b = 1, a = { c = true } }", '{"b":1,"a":{"c":true}}'],
    ['json.decode("{}")', "{}"],
    ["{ [1.5] = 1, [true] = 2 }", '{"1.5":1,"true":2}'],
    ["print", "null"],
    ["{ f = print, at = time.now() }", '{"f":null}'],
    ["{ time.now(), 2 }", "[null,2]"],
    ['errors.new({ message = "boom", kind = "Invalid" })', '"boom"'],
    ['json.decode("1234567890123456789")', "1234567890123456789"],
    ["12345678901234", "12345678901234"],
  ];
  for (const [value, text] of cases) {
    const encoded = await runLua(`return json.encode(${value})`) as ByteString;
    assert.equal(new TextDecoder().decode(byteStringToBytes(encoded)), text, value);
  }
});

Deno.test("json.encode() returns what cannot be encoded as an error", async () => {
  const cases: [string, string][] = [
    ["{ 1, nil, 3 }", "cannot encode a sparse array: there is an index 3, but not every index below it"],
    [
      "{ [2^50] = 1 }",
      "cannot encode a sparse array: there is an index 1125899906842624, but not every index below it",
    ],
    ["{ 1, a = 2 }", "cannot encode a table with mixed keys: both array indexes and other keys"],
    ["{ [{}] = 1 }", "cannot encode a table with a key of type table"],
    ["(function() local t = {} t.t = t return t end)()", "cannot encode a table nested in itself (recursion)"],
    [
      "(function() local t = {} for i = 1, 128 do t = { t } end return t end)()",
      "cannot encode nesting deeper than 128 levels",
    ],
  ];
  for (const [value, err] of cases) {
    assert.deepEqual(await results(`json.encode(${value})`), { err, kind: "Internal", retryable: false });
  }
});

Deno.test("json.encode() encodes a table that occurs twice side by side", async () => {
  assert.equal(await runLua("local t = { 1 } return json.encode({ t, t })"), "[[1],[1]]");
});

Deno.test("json.decode() makes Lua values", async () => {
  const text = JSON.stringify(
    String.raw`{"n": 5, "f": 1.5, "s": "é", "no": null, "list": [1, null, 3], "empty": {}, "yes": true}`,
  );
  const value = await runLua(`
    local v = json.decode(${text})
    return { v.n + 1, v.f, #v.s, v.no == nil, v.list[1], v.list[2] == nil, v.list[3], next(v.empty) == nil, v.yes }
  `);
  assert.deepEqual(value, [6, 1.5, 2, true, 1, true, 3, true, true]);
});

Deno.test("json.decode() keeps digits beyond 2^53; fengari refuses to calculate with them", async () => {
  const value = await runLua(`
    local big = json.decode("1234567890123456789")
    local _, sum = pcall(function() return tostring(big + 1) end)
    return { tostring(big), big .. "", big > 5, big == json.decode("1234567890123456789"), sum }
  `);
  const refused =
    "main.lua:3: integer 1234567890123456789 does not fit: lua.engine fengari calculates with no integers beyond 53 bits";
  const sum = testEngine.name === "fengari" ? refused : "1234567890123456790";
  assert.deepEqual(value, ["1234567890123456789", "1234567890123456789", true, true, sum]);
});

Deno.test("json.decode() refuses what is not JSON text", async () => {
  const cases: [string, string, string][] = [
    ["5", "json.decode: string expected", "Invalid"],
    ["", "json.decode: string expected", "Invalid"],
    ['""', "json.decode: the text is empty", "Invalid"],
    ['"{"', "invalid JSON at line 1, column 2: expected a key in double quotes, found the end of the text", "Internal"],
  ];
  for (const [text, err, kind] of cases) {
    assert.deepEqual(await results(`json.decode(${text})`), { err, kind, retryable: false });
  }
});

Deno.test("json bounds depth and the number of values in both directions", async () => {
  const nested = (depth: number) => "[".repeat(depth) + "]".repeat(depth);
  const value = await runLua(
    `local good, deep, many = ...
    local function try(value, err) return err and err:kind() .. ": " .. err:message() or type(value) end
    local shared = {} for i = 1, 1000 do shared[i] = i end
    local large = {} for i = 1, 1000 do large[i] = shared end
    return { try(json.decode(good)), try(json.decode(deep)), try(json.decode(many)), try(json.encode(large)) }`,
    [fromLatin1(nested(128)), fromLatin1(nested(129)), fromLatin1(`[${"1,".repeat(1_000_000)}1]`)],
  );
  assert.deepEqual(value, [
    ...["table", "Internal: JSON nested deeper than 128 levels", "Internal: JSON with more than 1000000 values"],
    "Internal: cannot encode more than 1000000 values",
  ]);
});

/** JSON text in the one form that `json.encode` writes; a null would be a hole or an absent field. */
const canonicalJson: fc.Arbitrary<string> = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    fc.boolean().map(String),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => JSON.stringify(number)),
    fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }).map(String),
    fc.string({ unit: "grapheme" }).map((text) => JSON.stringify(text)),
    fc.array(tie("value"), { maxLength: 6 }).map((items) => `[${items.join(",")}]`),
    fc.uniqueArray(fc.tuple(fc.string(), tie("value")), { maxLength: 6, selector: ([key]) => key })
      .map((members) => `{${members.map(([key, value]) => `${JSON.stringify(key)}:${value}`).join(",")}}`),
  ),
})).value;

Deno.test("json.encode() gives back what json.decode() read: every digit, the order of keys, empty lists and objects", async () => {
  await fc.assert(
    fc.asyncProperty(canonicalJson, async (text) => {
      const bytes = String.fromCharCode(...new TextEncoder().encode(text));
      assert.equal(await runLua("return json.encode(json.decode((...)))", [fromLatin1(bytes)]), bytes);
    }),
    randomSettings(300),
  );
});

Deno.test("json.null stands for null where it must not be nil", async () => {
  const value = await runLua(`
    local kept = json.decode('{"a":[1,null],"b":null}', { null = true })
    local null = json.null
    return { kept.b == null, kept.a[2] == null, null ~= nil and null ~= false and true, tostring(null), type(null),
      json.encode(kept), json.encode({ null, x }), json.encode({ n = null }), yaml.encode({ n = null }),
      json.decode('[null]')[1] == nil, json.encode(json.decode('{"a":[1,null,3],"b":null,"c":[null]}')) }
  `);
  assert.deepEqual(value, [
    ...[true, true, true, "null", "userdata", '{"a":[1,null],"b":null}', "[null]", '{"n":null}', '"n": null\n', true],
    '{"a":[1,null,3],"c":[null],"b":null}',
  ]);
});

Deno.test("values with nulls go through channels, arguments and results unharmed", async () => {
  const list = [1, null, 3];
  const value = await runLua(
    `local ch = channel.new(1) ch:send(...) local list = ch:receive() return { list, json.null, n = nil }`,
    [list],
  );
  assert.deepEqual(value, [[1, null, 3], null]);
});

Deno.test("json.object() and json.array() mark empty tables", async () => {
  const value = await runLua(`
    local t = {}
    return { json.encode(json.object()), json.encode({ json.array(json.decode("{}")) }), json.object(t) == t, json.encode(t),
      json.encode(json.object({ 1 })), pcall(json.object, 1) }
  `);
  assert.deepEqual((value as unknown[]).slice(0, 6), ["{}", "[[]]", true, "{}", "[1]", false]);
});

Deno.test("json.decode() refuses a number that no float can hold", async () => {
  for (const text of ["1e400", "-1e999", "[1.5E+400]"]) {
    const { kind, err } = await results(`json.decode("${text}")`) as { kind: string; err: unknown };
    assert.equal(kind, "Internal", text);
    assert.match(String(err), /number beyond/);
  }
});
