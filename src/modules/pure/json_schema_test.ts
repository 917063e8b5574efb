import assert from "node:assert/strict";
import { runLua } from "../../../tests/support/lua_runner.ts";

/** What `json.validate` says of each value: "true", or `false Invalid …`. */
function verdicts(schema: string, ...values: string[]): Promise<unknown> {
  return runLua(`
    local schema, verdicts = ${schema}, {}
    for i, value in ipairs({ ${values.join(", ")} }) do
      local ok, err = json.validate(schema, value)
      verdicts[i] = err and tostring(ok) .. " " .. err:kind() .. " " .. err:message() or tostring(ok)
    end
    return verdicts
  `);
}

Deno.test("json.validate() checks types, required fields and bounds", async () => {
  const schema = `{ type = "object", required = { "id", "items" }, additionalProperties = false, properties = {
    id = { type = "string", minLength = 1 }, items = { type = "array", items = { type = "integer", minimum = 1 } } } }`;
  const value = await verdicts(
    schema,
    `{ id = "a", items = { 1, 2 } }`,
    `{ items = { 1 } }`,
    `{ id = "", items = { 1 } }`,
    `{ id = "a", items = { 1, 1.5 } }`,
    `{ id = "a", items = { 1, 0 } }`,
    `{ id = "a", items = { 1 }, extra = true }`,
    `"text"`,
  );
  assert.deepEqual(value, [
    "true",
    "false Invalid value must have required property 'id'",
    "false Invalid value/id must NOT have fewer than 1 characters",
    "false Invalid value/items/1 must be integer",
    "false Invalid value/items/1 must be >= 1",
    'false Invalid value must NOT have additional properties ("extra")',
    "false Invalid value must be object",
  ]);
});

Deno.test("json.validate() takes a schema as text, of draft 2020-12 and of draft 7", async () => {
  const tuple = `'{"prefixItems":[{"type":"string"},{"type":"number"}],"items":false}'`;
  assert.deepEqual(await verdicts(tuple, `{ "a", 1 }`, `{ 1, "a" }`), ["true", "false Invalid value/0 must be string"]);
  const draft7 = `'{"$schema":"http://json-schema.org/draft-07/schema#","$id":"x","items":[{"const":"a"}]}'`;
  assert.deepEqual(await verdicts(draft7, `{ "a" }`, `{ "b" }`), [
    "true",
    "false Invalid value/0 must be equal to constant",
  ]);
});

Deno.test("json.validate() knows the drafts 6, 7, 2019-09 and 2020-12, and says so of another", async () => {
  const dialects = ["http://json-schema.org/draft-06/schema#", "https://json-schema.org/draft/2019-09/schema"];
  for (const dialect of dialects) {
    const schema = `{ ["$schema"] = "${dialect}", contains = { const = "a" } }`;
    const [good, bad] = await verdicts(schema, `{ "b", "a" }`, `{ "b" }`) as string[];
    assert.equal(good, "true", dialect);
    assert.match(bad!, /^false Invalid value must contain at least 1 valid item/, dialect);
  }
  const [unknown] = await verdicts(`{ ["$schema"] = "http://json-schema.org/draft-04/schema#" }`, "1") as string[];
  assert.match(unknown!, /"\$schema" names ".*draft-04.*", which is none of the drafts 6, 7, 2019-09 and 2020-12$/);
});

Deno.test("json.validate() takes decimal fractions for multiples of decimal fractions", async () => {
  const cents = await verdicts(`{ multipleOf = 0.01 }`, "19.99", "0.07", "4.35", "19.995");
  assert.deepEqual(cents, ["true", "true", "true", "false Invalid value must be multiple of 0.01"]);
});

Deno.test("json.validate() checks formats and follows references inside the schema", async () => {
  const schema = `'{"$defs":{"m":{"type":"string","format":"email"}},"$ref":"#/$defs/m"}'`;
  assert.deepEqual(await verdicts(schema, `"a@example.com"`, `"nobody"`), [
    "true",
    'false Invalid value must match format "email"',
  ]);
});

Deno.test("json.validate() matches patterns in linear time, and characters rather than bytes", async () => {
  const evil = await verdicts(`{ type = "string", pattern = "^(a+)+$" }`, `("a"):rep(30000) .. "!"`, `"aaa"`);
  assert.deepEqual(evil, ['false Invalid value must match pattern "^(a+)+$"', "true"]);
  assert.deepEqual(await verdicts(`{ pattern = "^\\\\p{L}{2}$", maxLength = 2 }`, `"äß"`, `"ä1"`), [
    "true",
    'false Invalid value must match pattern "^\\p{L}{2}$"',
  ]);
});

Deno.test("json.validate() refuses schemas that are none, with what needs other documents or backtracking", async () => {
  const value = await runLua(`
    local kinds = {}
    for i, schema in ipairs({ '{"type":"nonsense"}', '{"$ref":"https://example.com/x.json"}', '{"pattern":"(?=a)b"}',
      '[]', '{', 5, '{"$schema":"urn:unknown"}' }) do
      local ok, err = json.validate(schema, "b")
      kinds[i] = tostring(ok) .. " " .. err:kind()
    end
    local ok, err = json.validate(nil, 1)
    kinds[#kinds + 1] = tostring(ok) .. " " .. err:message()
    return kinds
  `);
  assert.deepEqual(value, [...Array(7).fill("false Invalid"), "false json.validate: a schema is required"]);
});

Deno.test("json.validate() keeps an id of one schema from meeting that of another", async () => {
  const same = (type: string) => `'{"$id":"https://example.com/s","type":"${type}"}'`;
  assert.deepEqual(await verdicts(same("string"), `"a"`), ["true"]);
  assert.deepEqual(await verdicts(same("number"), `"a"`, "1"), ["false Invalid value must be number", "true"]);
});

Deno.test("json.validate() treats keys of JavaScript's own as ordinary ones", async () => {
  const schema = `'{"required":["__proto__","constructor"]}'`;
  assert.deepEqual(await verdicts(schema, `{ ["__proto__"] = 1, constructor = 2 }`, `{ x = 1 }`), [
    "true",
    "false Invalid value must have required property '__proto__'",
  ]);
});

Deno.test("json.validate() does not take what is no data", async () => {
  const value = await verdicts("true", `{ 1, x = 2 }`);
  assert.match(String(value), /false Invalid cannot encode a table with mixed keys/);
});

Deno.test("json.validate_string() reads the text first", async () => {
  const value = await runLua(`
    local results = {}
    for i, text in ipairs({ '{"n":1}', '{"n":"1"}', '{"n":', 5 }) do
      local ok, err = json.validate_string('{"properties":{"n":{"type":"integer"}}}', text)
      results[i] = err and err:kind() .. " " .. err:message() or ok
    end
    return results
  `);
  assert.deepEqual(value, [
    true,
    "Invalid value/n must be integer",
    "Invalid invalid JSON at line 1, column 6: expected a value, found the end of the text",
    "Invalid json.validate_string: the text must be a string",
  ]);
});
