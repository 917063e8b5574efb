import assert from "node:assert/strict";
import { luaRunner } from "../../../tests/support/lua_runner.ts";
import type { Data } from "../../base/mod.ts";
import { type LuaModule, tableArgument } from "../../lua/api/mod.ts";
import { contextData } from "./context_data.ts";

/** What `contextData` makes of a Lua table. */
async function convert(table: string): Promise<Map<string, Data>> {
  let result: Map<string, Data> | undefined;
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
    new Map<string, Data>([
      ["s", "\xff"],
      ["i", 5],
      ["f", 1.5],
      ["b", false],
      ["list", [1, "a"]],
      ["map", new Map([["k", [2]]])],
      ["empty", new Map()],
    ]),
  );
});

Deno.test("contextData() makes an array of a table with an element 1, and text of its other keys", async () => {
  assert.deepEqual(
    await convert('{ mixed = { 1, a = 2 }, [5] = "n", [true] = "b", other = { [3] = "c" } }'),
    new Map<string, Data>([["mixed", [1]], ["5", "n"], ["true", "b"], ["other", new Map([["3", "c"]])]]),
  );
});

Deno.test("contextData() writes userdata and functions as text", async () => {
  assert.deepEqual(
    await convert('{ d = time.parse_duration("90s"), e = errors.new("m"), c = channel.new(), f = print }'),
    new Map<string, Data>([["d", "1m30s"], ["e", "m"], ["c", "Channel"], ["f", "function"]]),
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
