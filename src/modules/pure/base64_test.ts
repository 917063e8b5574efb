import { toByteString } from "../../base/mod.ts";
import assert from "node:assert/strict";
import { runLua } from "../../../tests/support/lua_runner.ts";

/** RFC 4648 §10. */
const VECTORS = [
  ["", ""],
  ["f", "Zg=="],
  ["fo", "Zm8="],
  ["foo", "Zm9v"],
  ["foob", "Zm9vYg=="],
  ["fooba", "Zm9vYmE="],
  ["foobar", "Zm9vYmFy"],
];

Deno.test("base64.encode() and decode() follow RFC 4648", async () => {
  const value = await runLua(
    `local results = {}
    for i, pair in ipairs(...) do results[i] = { base64.decode(pair[2]), base64.encode(pair[1]) } end
    return results`,
    [VECTORS.map((pair) => pair.map(toByteString))],
  );
  assert.deepEqual(value, VECTORS);
});

Deno.test("base64 keeps every byte", async () => {
  const value = await runLua(`
    local bytes = {}
    for i = 0, 255 do bytes[i + 1] = string.char(i) end
    local all = table.concat(bytes)
    return { base64.decode(base64.encode(all)) == all, base64.encode("\\xfb\\xff\\xfe"), base64.decode("Zm9v\\r\\nYmFy\\n") }
  `);
  assert.deepEqual(value, [true, "+//+", "foobar"]);
});

Deno.test("base64 answers nil and an error of kind Invalid for what it cannot take", async () => {
  const value = await runLua(`
    local problems = {}
    local function try(f, v)
      local r, err = f(v)
      problems[#problems + 1] = tostring(r) .. " " .. err:kind() .. " " .. err:message()
    end
    try(base64.encode, 5) try(base64.encode) try(base64.decode, {})
    for _, bad in ipairs({ "Zg", "Zg=", "Z===", "Zg==Zg==", "-_-_", "Zm 9v", "====" }) do try(base64.decode, bad) end
    return problems
  `);
  const illegal = "nil Invalid base64.decode: illegal base64 data";
  assert.deepEqual(value, [
    "nil Invalid base64.encode: string expected",
    "nil Invalid base64.encode: string expected",
    "nil Invalid base64.decode: string expected",
    ...Array(7).fill(illegal),
  ]);
});
