import { type ByteString, byteStringToBytes, fromByteString, fromLatin1, toByteString } from "../../base/mod.ts";
import assert from "node:assert/strict";
import { runLua } from "../../../tests/support/lua_runner.ts";

Deno.test("yaml.decode() reads scalars, lists, maps, anchors and blocks", async () => {
  const text = [
    "name: Zoë",
    "count: 3",
    "big: 1234567890123456789",
    "ratio: 0.5",
    "on: true",
    "none: null",
    "date: 2024-07-01",
    "list: [a, 2, {x: 1}]",
    "base: &base {k: v}",
    "merged: {<<: *base, m: 1}",
    "7: seven",
    "text: |",
    "  one",
    "  two",
  ].join("\n");
  const value = await runLua(`return json.encode(yaml.decode(...))`, [
    fromLatin1(String.fromCharCode(...new TextEncoder().encode(text))),
  ]);
  assert.equal(
    new TextDecoder().decode(byteStringToBytes(value as ByteString)),
    '{"name":"Zoë","count":3,"big":1234567890123456789,"ratio":0.5,"on":true,"date":"2024-07-01",' +
      '"list":["a",2,{"x":1}],"base":{"k":"v"},"merged":{"k":"v","m":1},"7":"seven","text":"one\\ntwo\\n","none":null}',
  );
});

Deno.test("yaml.encode() keeps the order of keys unless told otherwise", async () => {
  const value = await runLua(`
    local t = { zeta = 1 }
    t.alpha = { 1, "two", { deep = true } }
    t.mid = "yes: no"
    return { yaml.encode(t), yaml.encode(t, { sort_unordered = true }),
      yaml.encode(t, { field_order = { "mid", "zeta" } }), yaml.encode({}), yaml.encode({ "true", "1", "" }) }
  `);
  const alpha = "alpha:\n    - 1\n    - two\n    - deep: true\n";
  assert.deepEqual(value, [
    `zeta: 1\n${alpha}mid: "yes: no"\n`,
    `${alpha}mid: "yes: no"\nzeta: 1\n`,
    `mid: "yes: no"\nzeta: 1\n${alpha}`,
    "[]\n",
    '- "true"\n- "1"\n- ""\n',
  ]);
});

Deno.test("yaml.encode() quotes text that readers of YAML 1.1 take for a boolean, a number or a date", async () => {
  const value = await runLua(`return yaml.encode({ "yes", "off", "2024-01-01", "1_000", "yesterday" })`);
  assert.equal(value, '- "yes"\n- "off"\n- "2024-01-01"\n- "1_000"\n- yesterday\n');
});

Deno.test("yaml.decode() reads large binary values", async () => {
  const value = await runLua(`return #yaml.decode("!!binary " .. base64.encode(("x"):rep(300000)))`);
  assert.equal(value, 300000);
});

Deno.test("yaml reads back what it wrote", async () => {
  const text = '{"a":[1,2.5,"x: y","- z","null","~",true,{"b":{"c":"line\\nline"}}],"n":-7,"big":12345678901234567890}';
  assert.equal(
    await runLua("return json.encode(yaml.decode(yaml.encode(json.decode(...))))", [fromLatin1(text)]),
    text,
  );
});

Deno.test("yaml answers nil and an error that says why", async () => {
  const value = await runLua(`
    local problems = {}
    local function try(f, ...)
      local value, err = f(...)
      problems[#problems + 1] = tostring(value) .. " " .. err:kind() .. ": " .. err:message()
    end
    try(yaml.encode, "text") try(yaml.encode) try(yaml.encode, { 1, x = 2 })
    try(yaml.encode, {}, 5) try(yaml.encode, {}, { field_order = "a" }) try(yaml.encode, {}, { sort_unordered = 1 })
    try(yaml.decode, 5) try(yaml.decode, "") try(yaml.decode, "a: [1") try(yaml.decode, "a: 1\\na: 2")
    try(yaml.decode, "--- 1\\n--- 2\\n") try(yaml.decode, "{[1]: 2}")
    return problems
  `);
  assert.deepEqual((value as ByteString[]).map((text) => fromByteString(text).slice(0, 60)), [
    "nil Invalid: yaml.encode: table expected",
    "nil Invalid: yaml.encode: table expected",
    "nil Internal: cannot encode a table with mixed keys: both ar",
    "nil Invalid: yaml.encode: the options must be a table",
    'nil Invalid: yaml.encode: "field_order" must be a list',
    'nil Invalid: yaml.encode: "sort_unordered" must be a boolean',
    "nil Invalid: yaml.decode: string expected",
    "nil Invalid: yaml.decode: input cannot be empty",
    "nil Internal: invalid YAML: Flow sequence in block collectio",
    "nil Internal: invalid YAML: Map keys must be unique at line ",
    "nil Internal: invalid YAML: more than one document",
    "nil Internal: invalid YAML: a key that is a list or a map",
  ]);
});

Deno.test("yaml.decode() bounds depth and the growth by aliases", async () => {
  const value = await runLua(`
    local deep = select(2, yaml.decode(("["):rep(200) .. ("]"):rep(200))):message()
    local deeper = select(2, yaml.decode(("["):rep(20000))):kind()
    local lines = { "a: &a [x,x,x,x,x,x,x,x,x,x]" }
    for i = 1, 8 do
      local name, last = string.char(97 + i), string.char(96 + i)
      lines[#lines + 1] = name .. ": &" .. name .. " [" .. ("*" .. last .. ","):rep(10) .. "]"
    end
    local bomb = select(2, yaml.decode(table.concat(lines, "\\n"))):message()
    local pile = select(2, yaml.decode(("- "):rep(200000) .. "x")):message()
    return { deep, deeper, bomb, pile }
  `);
  assert.deepEqual(value, [
    "invalid YAML: nested deeper than 128 levels",
    "Internal",
    "invalid YAML: Excessive alias count indicates a resource exhaustion attack",
    "invalid YAML: nested deeper than 128 levels",
  ]);
});

Deno.test("yaml.decode() reads tags, or says what is wrong in plain words", async () => {
  const cases: [string, string][] = [
    ["a: !!timestamp 2024-01-01", '{"a":"2024-01-01"}'],
    ["a: !!timestamp 2024-01-01T10:00:00Z", '{"a":"2024-01-01T10:00:00Z"}'],
    ["!!timestamp 2024-01-01: x", '{"2024-01-01":"x"}'],
    ["a: !!set {x, y}", '{"a":{"x":null,"y":null}}'],
    ["a: !!float 3", '{"a":3}'],
    ["a: !!float -1.5e2", '{"a":-150}'],
    ["a: !!int 12345678901234567890", '{"a":12345678901234567890}'],
    ["a: !!int 0x10", '{"a":16}'],
    ["a: !!merge x", '{"a":"<<"}'],
    ["base: &b {k: 1}\nx:\n  <<: *b", '{"base":{"k":1},"x":{"k":1}}'],
    ["a: 3\nb: 1.5\nc: x3", '{"a":3,"b":1.5,"c":"x3"}'],
    ["a: !!float x", 'invalid YAML: "x" is no value of !!float at line 1, column 4'],
    ["a: 1\n---\nb: 2", "invalid YAML: more than one document"],
    ["<<: [1]", "invalid YAML: Merge sources must be maps or map aliases"],
  ];
  for (const [text, expected] of cases) {
    const value = await runLua(
      "local v, err = yaml.decode(...) return err and err:message() or json.encode(v)",
      [toByteString(text)],
    );
    assert.equal(value, expected, text);
  }
});
