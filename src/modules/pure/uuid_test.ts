import { type ByteString, fromByteString, fromLatin1 } from "../../base/mod.ts";
import assert from "node:assert/strict";
import { evaluate } from "../../../tests/support/lua_script.ts";
import { runLua } from "../../../tests/support/lua_runner.ts";
import { uuidModule } from "./uuid.ts";

const DNS = "6ba7b810-9dad-11d1-80b4-00c04fd430c8";

Deno.test("uuid.v3() and v5() give the examples of RFC 9562, appendix A", async () => {
  const value = await runLua(
    `return { uuid.v3(..., "www.example.com"), uuid.v5(..., "www.example.com"), uuid.v5("urn:uuid:" .. ..., "\\xff") }`,
    [fromLatin1(DNS)],
  );
  const [v3, v5, bytes] = value as ByteString[];
  assert.equal(v3, "5df41881-3aed-3515-88a7-2f4a814cf09e");
  assert.equal(v5, "2ed6657d-e927-568b-95e1-2665a8aea6a2");
  assert.match(fromByteString(bytes!), /^.{14}5/);
});

Deno.test("uuid.parse() takes the examples of RFC 9562 apart", async () => {
  const value = await runLua(`
    local one = uuid.parse("C232AB00-9414-11EC-B3C8-9F6BDECED846")
    local seven = uuid.parse("017F22E2-79B0-7CC3-98C4-DC0C0C07398F")
    local four = uuid.parse("919108f7-52d1-4320-9bac-f847db4148a8")
    return { one.version, one.variant, one.timestamp, one.node, seven.version, seven.timestamp, seven.node == nil,
      four.version, four.timestamp == nil }
  `);
  assert.deepEqual(value, [1, "RFC4122", 1645557742, "9f:6b:de:ce:d8:46", 7, 1645557742, true, 4, true]);
});

Deno.test("uuid.v1(), v4() and v7() are new every time and carry the time", async () => {
  const value = await runLua(`
    local seen, count = {}, 0
    for _ = 1, 200 do
      for _, make in ipairs({ uuid.v1, uuid.v4, uuid.v7 }) do
        local id = make()
        if not seen[id] then count = count + 1 end
        seen[id] = true
      end
    end
    local now = os.time()
    return { count, uuid.version(uuid.v1()), uuid.version(uuid.v4()), uuid.version(uuid.v7()), uuid.variant(uuid.v4()),
      math.abs(uuid.parse(uuid.v1()).timestamp - now) <= 1, math.abs(uuid.parse(uuid.v7()).timestamp - now) <= 1,
      tonumber(uuid.parse(uuid.v1()).node:sub(2, 2), 16) % 2 }
  `);
  assert.deepEqual(value, [600, 1, 4, 7, "RFC4122", true, true, 1]);
});

Deno.test("uuid repeats where the world has no secret randomness, as in workflows", () => {
  const make = () => {
    let calls = 0;
    const random = () => (calls++ * 0.37) % 1;
    return evaluate("return uuid.v1(), uuid.v4(), uuid.v4(), uuid.v7()", { random, modules: { uuid: uuidModule } });
  };
  const ids = make();
  assert.deepEqual(make(), ids);
  assert.equal(new Set(ids).size, 4);
});

Deno.test("uuid reads all forms and no others", async () => {
  const value = await runLua(`
    local good, bad = {}, {}
    for i, text in ipairs({ "6ba7b810-9dad-11d1-80b4-00c04fd430c8", "6BA7B8109DAD11D180B400C04FD430C8",
      "urn:uuid:6ba7b810-9dad-11d1-80b4-00c04fd430c8", "{6ba7b810-9dad-11d1-80b4-00c04fd430c8}" }) do
      good[i] = uuid.validate(text) and uuid.format(text)
    end
    for i, text in ipairs({ "", "x", "6ba7b810-9dad-11d1-80b4-00c04fd430c", "6ba7b8109dad-11d1-80b4-00c04fd430c8",
      "{6ba7b8109dad11d180b400c04fd430c8}", "6ba7b810-9dad-11d1-80b4-00c04fd430cg", 5, {}, false }) do
      bad[i] = uuid.validate(text)
    end
    return { good, bad, uuid.format(good[1], "simple"), uuid.format(good[1], "urn") }
  `);
  assert.deepEqual(value, [
    Array(4).fill(DNS),
    Array(9).fill(false),
    "6ba7b8109dad11d180b400c04fd430c8",
    `urn:uuid:${DNS}`,
  ]);
});

Deno.test("uuid.variant() names all variants", async () => {
  const value = await runLua(`
    local names = {}
    for i, digit in ipairs({ "0", "7", "8", "b", "c", "d", "e", "f" }) do
      names[i] = uuid.variant("00000000-0000-4000-" .. digit .. "000-000000000000")
    end
    return names
  `);
  const pairs = ["NCS", "RFC4122", "Microsoft", "Future"].flatMap((name) => [name, name]);
  assert.deepEqual(value, pairs);
});

Deno.test("uuid answers nil and an error of kind Invalid for bad arguments", async () => {
  const value = await runLua(
    `
    local problems = {}
    local function try(name, ...)
      local value, err = uuid[name](...)
      problems[#problems + 1] = tostring(value) .. " " .. err:kind() .. " " .. err:message()
    end
    try("v3", "x", "name") try("v5", ..., 5) try("version", "x") try("variant") try("parse", 5) try("format", "x")
    try("format", ..., "braces")
    return problems`,
    [fromLatin1(DNS)],
  );
  assert.deepEqual(
    value,
    [
      "uuid.v3: the namespace is not a UUID",
      "uuid.v5: the name must be a string",
      "uuid.version: not a UUID",
      "uuid.variant: not a UUID",
      "uuid.parse: not a UUID",
      "uuid.format: not a UUID",
      'uuid.format: the format must be "standard", "simple" or "urn"',
    ].map((message) => `nil Invalid ${message}`),
  );
});
