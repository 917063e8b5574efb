import assert from "node:assert/strict";
import { gunzipSync, inflateRawSync, inflateSync } from "node:zlib";
import { runLua } from "../../../tests/support/lua_runner.ts";

Deno.test("compress packs so that Node's zlib unpacks it, on every level", async () => {
  const unpack = {
    gzip: gunzipSync,
    deflate: inflateRawSync,
    zlib: inflateSync,
  };
  for (const [name, decode] of Object.entries(unpack)) {
    const value = await runLua(
      `local name = ... local data = ("text \\0\\xff"):rep(1000)
      return { compress[name].encode(data), compress[name].encode(data, { level = 1 }), compress[name].encode("") }`,
      [name],
    );
    const [usual, fast, empty] = (value as string[]).map((packed) =>
      decode(Uint8Array.from(packed, (byte) => byte.charCodeAt(0))).toString("latin1")
    );
    assert.deepEqual([usual, fast, empty], ["text \0\xff".repeat(1000), "text \0\xff".repeat(1000), ""], name);
    assert.ok((value as string[])[0]!.length < 200, name);
  }
});

Deno.test("compress unpacks what it packed, and nothing that is broken", async () => {
  const value = await runLua(`
    local results = {}
    for i, name in ipairs({ "gzip", "deflate", "zlib" }) do
      local format = compress[name]
      local packed = format.encode("some data, some data")
      local cut, err = format.decode(packed:sub(1, -3))
      local garbage, why = format.decode("\\xfe\\xfenothing")
      results[i] = { format.decode(packed) == "some data, some data", cut == nil, err:kind(), garbage == nil, why:kind(), why:message() }
    end
    return results
  `);
  const row = (
    name: string,
  ) => [true, true, "Internal", true, "Internal", `compress.${name}: the data is no ${name} data`];
  assert.deepEqual(value, ["gzip", "deflate", "zlib"].map(row));
});

Deno.test("compress.decode() bounds what comes out", async () => {
  const value = await runLua(`
    local problems = {}
    for i, name in ipairs({ "gzip", "deflate", "zlib" }) do
      local packed = compress[name].encode(("x"):rep(100000))
      local value, err = compress[name].decode(packed, { max_size = 99999 })
      problems[i] = tostring(value) .. " " .. err:kind() .. ": " .. err:message()
        .. " " .. tostring(#compress[name].decode(packed, { max_size = 100000 }))
    end
    return problems
  `);
  const row = (name: string) => `nil Internal: compress.${name}: the result has more than 99999 bytes 100000`;
  assert.deepEqual(value, ["gzip", "deflate", "zlib"].map(row));
});

Deno.test("compress refuses bad arguments", async () => {
  const value = await runLua(`
    local problems = {}
    local function try(f, ...)
      local value, err = f(...)
      problems[#problems + 1] = tostring(value) .. " " .. err:kind() .. ": " .. err:message()
    end
    try(compress.gzip.encode, 5) try(compress.gzip.decode) try(compress.zlib.encode, "x", 9)
    try(compress.gzip.encode, "x", { level = 10 }) try(compress.zlib.encode, "x", { level = 1.5 })
    try(compress.deflate.decode, "x", { max_size = 0 })
    return problems
  `);
  assert.deepEqual(
    value,
    [
      "gzip: data must be a string, got number",
      "gzip: data must be a string, got nil",
      "zlib: options must be a table",
      "gzip: level must be an integer from 1 to 9",
      "zlib: level must be an integer from 1 to 9",
      "deflate: max_size must be an integer from 1 to 1073741824",
    ].map((text) => `nil Invalid: compress.${text}`),
  );
});
