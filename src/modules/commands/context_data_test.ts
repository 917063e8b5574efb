import assert from "node:assert/strict";
import { luaRunner } from "../../../tests/support/lua_runner.ts";
import { ascii, type ByteString, type Data, fromLatin1 } from "../../base/mod.ts";
import { type LuaModule, tableArgument } from "../../lua/api/mod.ts";
import { contextData } from "./context_data.ts";

/** What `contextData` makes of a Lua table. */
async function convert(table: string): Promise<Map<ByteString, Data>> {
  let result: Map<ByteString, Data> | undefined;
  const probe: LuaModule = {
    name: "probe",
    world: "any",
    open: ({ state }) =>
      state.createLibrary({
        read: (args, context) => {
          result = contextData(tableArgument(args, 1, "read"), context);
          return [];
        },
      }),
  };
  const runner = luaRunner({ "test:main": `return function() probe.read(${table}) end` }, { modules: [probe] });
  await runner.call("test:main", [], { signal: new AbortController().signal });
  return result!;
}

Deno.test("contextData() keeps plain values, with an empty table as a map", async () => {
  assert.deepEqual(
    await convert('{ s = "\\255", i = 5, f = 1.5, b = false, list = { 1, "a" }, map = { k = { 2 } }, empty = {} }'),
    new Map<ByteString, Data>([
      [ascii("s"), fromLatin1("\xff")],
      [ascii("i"), 5],
      [ascii("f"), 1.5],
      [ascii("b"), false],
      [ascii("list"), [1, ascii("a")]],
      [ascii("map"), new Map([[ascii("k"), [2]]])],
      [ascii("empty"), new Map()],
    ]),
  );
});

Deno.test("contextData() makes an array of a table with an element 1, and text of its other keys", async () => {
  assert.deepEqual(
    await convert('{ mixed = { 1, a = 2 }, [5] = "n", [true] = "b", other = { [3] = "c" } }'),
    new Map<ByteString, Data>([[ascii("mixed"), [1]], [ascii("5"), ascii("n")], [ascii("true"), ascii("b")], [
      ascii("other"),
      new Map([[ascii("3"), ascii("c")]]),
    ]]),
  );
});

Deno.test("contextData() writes userdata and functions as text", async () => {
  assert.deepEqual(
    await convert('{ d = time.parse_duration("90s"), e = errors.new("m"), c = channel.new(), f = print }'),
    new Map<ByteString, Data>([[ascii("d"), ascii("1m30s")], [ascii("e"), ascii("m")], [ascii("c"), ascii("Channel")], [
      ascii("f"),
      ascii("function"),
    ]]),
  );
});

Deno.test("contextData() leaves out what nests in itself", async () => {
  assert.deepEqual(
    await convert("(function() local t = { x = 1 } t.t = t return { loop = t, list = { t }, fine = 1 } end)()"),
    new Map([["fine", 1]]),
  );
});

Deno.test("contextData() leaves out a few tables that would make a huge copy", async () => {
  assert.deepEqual(
    await convert("(function() local t = {} for i = 1, 40 do t = { t, t } end return { huge = t, fine = 1 } end)()"),
    new Map([["fine", 1]]),
  );
});
