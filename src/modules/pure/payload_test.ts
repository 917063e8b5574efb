import assert from "node:assert/strict";
import { runLua } from "../../../tests/support/lua_runner.ts";

Deno.test("payload.new() keeps a Lua value", async () => {
  const value = await runLua(`
    local t = { 1 }
    local p = payload.new(t)
    return { p:get_format(), p:data() == t, p:unmarshal() == t, payload.format.JSON, payload.new(nil):data() == nil,
      (select(2, pcall(payload.new))) }
  `);
  const raised = "bad argument #1 to 'new' (value expected, got no value)";
  assert.deepEqual(value, ["lua/any", true, true, "json/plain", true, raised]);
});

Deno.test("Payload.transcode() changes the form and unmarshal() gives the value back", async () => {
  const value = await runLua(`
    local f = payload.format
    local json_payload = payload.new({ a = { 1, "two" } }):transcode(f.JSON)
    local yaml_payload = json_payload:transcode(f.YAML)
    local text = payload.new("raw"):transcode(f.STRING)
    return { json_payload:get_format(), json_payload:data(), yaml_payload:data(), yaml_payload:unmarshal().a[2],
      yaml_payload:transcode(f.LUA):data().a[1], text:data(), text:get_format(),
      payload.new("\\xff"):transcode(f.BYTES):unmarshal(), text:transcode(f.JSON):data() }
  `);
  assert.deepEqual(value, [
    "json/plain",
    '{"a":[1,"two"]}',
    "a:\n    - 1\n    - two\n",
    "two",
    1,
    "raw",
    "text/plain",
    "\xff",
    '"raw"',
  ]);
});

Deno.test("Payload.transcode() answers nil and an error for what cannot be", async () => {
  const value = await runLua(`
    local problems = {}
    for i, format in ipairs({ payload.format.MSGPACK, "text/html", payload.format.STRING, payload.format.JSON }) do
      local p, err = payload.new({ 1, x = 2 }):transcode(format)
      problems[i] = tostring(p) .. " " .. err:kind() .. " " .. err:message():sub(1, 45)
    end
    return problems
  `);
  assert.deepEqual(
    value,
    [
      'nil Invalid cannot transcode to "application/msgpack"',
      'nil Invalid cannot transcode to "text/html"',
      'nil Invalid cannot make "text/plain" of what is no string',
      "nil Invalid cannot encode a table with mixed keys: both a",
    ].map((text) => text.slice(0, 57)),
  );
});
