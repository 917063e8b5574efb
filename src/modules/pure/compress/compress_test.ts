import { type ByteString, byteStringToBytes, fromLatin1 } from "../../../base/mod.ts";
import assert from "node:assert/strict";
import {
  brotliCompressSync,
  brotliDecompressSync,
  gunzipSync,
  inflateRawSync,
  inflateSync,
  zstdCompressSync,
  zstdDecompressSync,
} from "node:zlib";
import { runLua } from "../../../../tests/support/lua_runner.ts";

const FORMATS = ["gzip", "deflate", "zlib", "brotli", "zstd"];

Deno.test("compress packs so that Node's zlib unpacks it, on every level", async () => {
  const unpack = {
    gzip: gunzipSync,
    deflate: inflateRawSync,
    zlib: inflateSync,
    brotli: brotliDecompressSync,
    zstd: zstdDecompressSync,
  };
  for (const [name, decode] of Object.entries(unpack)) {
    const value = await runLua(
      `local name = ... local data = ("text \\0\\xff"):rep(1000)
      return { compress[name].encode(data), compress[name].encode(data, { level = 1 }), compress[name].encode("") }`,
      [fromLatin1(name)],
    );
    const [usual, fast, empty] = (value as ByteString[]).map((packed) =>
      decode(byteStringToBytes(packed)).toString("latin1")
    );
    assert.deepEqual([usual, fast, empty], ["text \0\xff".repeat(1000), "text \0\xff".repeat(1000), ""], name);
    assert.ok((value as ByteString[])[0]!.length < 200, name);
  }
});

Deno.test("compress unpacks what it packed, and nothing that is broken", async () => {
  const value = await runLua(`
    local results = {}
    for i, name in ipairs({ "gzip", "deflate", "zlib", "brotli", "zstd" }) do
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
  assert.deepEqual(value, FORMATS.map(row));
});

Deno.test("compress.decode() bounds what comes out", async () => {
  const value = await runLua(`
    local problems = {}
    for i, name in ipairs({ "gzip", "deflate", "zlib", "brotli", "zstd" }) do
      local packed = compress[name].encode(("x"):rep(100000))
      local value, err = compress[name].decode(packed, { max_size = 99999 })
      problems[i] = tostring(value) .. " " .. err:kind() .. ": " .. err:message()
        .. " " .. tostring(#compress[name].decode(packed, { max_size = 100000 }))
    end
    return problems
  `);
  const row = (name: string) => `nil Internal: compress.${name}: the result has more than 99999 bytes 100000`;
  assert.deepEqual(value, FORMATS.map(row));
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
    try(compress.deflate.decode, "x", { max_size = 0 }) try(compress.brotli.encode, "x", { level = 12 })
    try(compress.zstd.encode, "x", { level = 23 }) try(compress.brotli.decode, "x", { max_size = 2^27 + 1 })
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
      "brotli: level must be an integer from 1 to 11",
      "zstd: level must be an integer from 1 to 22",
      "brotli: max_size must be an integer from 1 to 134217728",
    ].map((text) => `nil Invalid: compress.${text}`),
  );
});

function lua(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
}

Deno.test("compress.brotli and compress.zstd refuse data that is cut off anywhere", async () => {
  const source = new TextEncoder().encode("a text with a text in a text, and 0123456789".repeat(3));
  for (const [name, packed] of Object.entries({ brotli: brotliCompressSync(source), zstd: zstdCompressSync(source) })) {
    const value = await runLua(
      `local name, packed = ... local taken = {}
      for size = 0, #packed - 1 do
        if compress[name].decode(packed:sub(1, size)) then taken[#taken + 1] = size end
      end
      return { #taken, compress[name].decode(packed) }`,
      [fromLatin1(name), fromLatin1(lua(packed))],
    );
    assert.deepEqual(value, [0, lua(source)], name);
  }
});

Deno.test("compress.zstd takes several frames, skippable ones and checksums, and refuses what is changed", async () => {
  const [first, second] = ["one ", "two"].map((text) => lua(zstdCompressSync(new TextEncoder().encode(text))));
  const skippable = "\x5e\x2a\x4d\x18\x03\x00\x00\x00abc";
  const checked = lua(zstdCompressSync(new Uint8Array(1000), { params: { 201: 1 } }));
  const value = await runLua(
    `local first, second, skippable, checked = ...
    local function sizes(data, max)
      local value, err = compress.zstd.decode(data, { max_size = max or 1000 })
      return value or err:kind()
    end
    return { sizes(first .. skippable .. second), sizes(skippable), sizes(first .. "x"), sizes(first .. skippable:sub(1, -2)),
      #sizes(checked), sizes(checked:sub(1, -2) .. "x"), sizes(first .. second, 6), sizes(first .. second, 4) }`,
    [fromLatin1(first!), fromLatin1(second!), fromLatin1(skippable), fromLatin1(checked)],
  );
  assert.deepEqual(value, ["one two", "", "Internal", "Internal", 1000, "Internal", "Internal", "Internal"]);
});

Deno.test("compress levels trade size for work", async () => {
  const value = await runLua(`
    local words, smaller, most = {}, {}, { brotli = 11, zstd = 22 }
    for i = 1, 3000 do words[i] = ("name %d, root %.12g"):format((i * 7919) % 1013, math.sqrt(i)) end
    local data = table.concat(words, " ")
    for i, name in ipairs({ "gzip", "deflate", "zlib", "brotli", "zstd" }) do
      smaller[i] = #compress[name].encode(data, { level = most[name] or 9 }) < #compress[name].encode(data, { level = 1 })
    end
    return smaller
  `);
  assert.deepEqual(value, FORMATS.map(() => true));
});
