import { deepEqual, equal, rejects } from "node:assert/strict";
import { FakeClock } from "../../../../tests/support/fake_clock.ts";
import { runLua } from "../../../../tests/support/lua_runner.ts";
import { type AppError, ascii, type ByteString, type Clock, type Data } from "../../../base/mod.ts";
import { SqliteStore } from "./sqlite_store.ts";

interface Options {
  readonly maxSize?: number;
  readonly clock?: Clock;
}

/** Runs the body of a function with a store `s` in memory, and `try`, which gives a result or the kind and text of its error. */
function run(body: string, { maxSize, clock }: Options = {}): Promise<Data | undefined> {
  const memory = new SqliteStore({ maxSize });
  const stores = {
    find: (id: string) => id === "test:s" ? { kind: "store.memory", store: memory } : undefined,
  };
  const prelude = `local s = assert(store.get("test:s"))
    local function try(value, err) if err then return err:kind() .. ": " .. err:message() end return value end `;
  return runLua(prelude + body, [], { resources: { stores }, ...(clock && { clock }) });
}

Deno.test("store.get() finds the store of an entry, also by its name in the namespace of the code", async () => {
  deepEqual(await run('return { s:info(), store.get("s"):info().id }'), [
    new Map<ByteString, Data>([[ascii("id"), ascii("test:s")], [ascii("kind"), ascii("store.memory")], [
      ascii("size"),
      0,
    ]]),
    "test:s",
  ]);
});

Deno.test("store.get() refuses what is no store", async () => {
  deepEqual(await run('return { try(store.get("other")), try(store.get("a:b")), try(store.get("")) }'), [
    "NotFound: store not found: test:other",
    "NotFound: store not found: a:b",
    "Invalid: empty store id",
  ]);
  equal(await runLua('return select(2, store.get("a:b")):kind()'), "NotFound");
});

Deno.test("a store gives back what was set, of any form", async () => {
  const value = await run(`
    local values = { "text", "\\0\\xff\\x80", 5, 0.1, -0.0, true, false, 1/0, { 1, 2, { a = {} } }, { z = 1, a = { b = "c" } },
      json.decode("12345678901234567890"), json.decode("{}") }
    local results = {}
    for i, value in ipairs(values) do
      assert(s:set("key", value) == true)
      results[i] = s:get("key")
    end
    return { results[1], results[2] == values[2], results[3], results[4], results[6], results[7], results[8] == 1/0,
      json.encode(results[9]), json.encode(results[10]), json.encode(results[11]), json.encode(results[12]) }`);
  deepEqual(value, [
    ...["text", true, 5, 0.1, true, false, true, '[1,2,{"a":[]}]', '{"z":1,"a":{"b":"c"}}'],
    ...["12345678901234567890", "{}"],
  ]);
});

Deno.test("a store tells keys that are not there, replaces and deletes", async () => {
  const value = await run(`
    local first = { try(s:get("k")), s:has("k"), s:delete("k") }
    s:set("k", 1) s:set("k", 2)
    return { first, s:get("k"), s:has("k"), s:delete("k"), s:has("k"), try(s:entry("k")) }`);
  deepEqual(value, [["NotFound: key not found: k", false, false], 2, true, true, false, "NotFound: key not found: k"]);
});

Deno.test("a store forgets what has expired", async () => {
  const clock = new FakeClock();
  const value = run(
    `s:set("seconds", 1, 10) s:set("text", 2, "2m") s:set("ever", 3, 0) s:put("put", 4, { ttl = 0.5 })
    local before = { s:has("put"), s:info().size, s:entry("seconds").expires_at - time.now():unix(), s:entry("ever").expires_at == nil }
    time.sleep("500ms") local a = { s:has("put"), s:has("seconds") }
    time.sleep("10s") local b = { s:has("seconds"), s:has("text"), s:info().size, #s:list() }
    time.sleep("2m") s:set("ever", 5)
    return { before, a, b, s:has("text"), s:get("ever"), s:put("text", 6) }`,
    { clock },
  );
  for (const milliseconds of [500, 10_000, 120_000]) await clock.advance(milliseconds);
  deepEqual(await value, [[true, 4, 10, true], [false, true], [false, true, 2, 2], false, 5, 1]);
});

Deno.test("store:put() gives versions and writes only over the one that is expected", async () => {
  const value = await run(`
    return { s:put("k", "a", { version = 0 }), try(s:put("k", "b", { version = 0 })), s:put("k", "b", { version = 1 }),
      try(s:put("k", "c", { version = 1 })), try(s:put("x", "c", { version = 7 })), s:put("k", "d"), s:entry("k") }`);
  deepEqual(value, [
    ...[1, "AlreadyExists: the key is there already", 2, "Conflict: version 1 was expected, there is version 2"],
    ...["Conflict: version 7 was expected, there is no such key", 3],
    new Map<ByteString, Data>([[ascii("key"), ascii("k")], [ascii("value"), ascii("d")], [ascii("version"), 3]]),
  ]);
});

Deno.test("store:list() gives keys in the order of their bytes, from a prefix on, page by page", async () => {
  const value = await run(`
    for _, key in ipairs({ "b", "a:2", "a:10", "a:1", "a", "\\xff\\xff", "\\xff" }) do s:set(key, 1) end
    local pages, after = {}, nil
    repeat
      local page = s:list({ limit = 3, after = after })
      pages[#pages + 1] = table.concat(page, ",")
      after = page[#page]
    until #page < 3
    return { pages, s:list({ prefix = "a:" }), s:list({ prefix = "a:", after = "a:10", limit = 5 }), s:list({ prefix = "\\xff" }),
      s:list({ prefix = "none" }), #s:list() }`);
  deepEqual(value, [
    ["a,a:1,a:10", "a:2,b,\xff", "\xff\xff"],
    ["a:1", "a:10", "a:2"],
    ["a:2"],
    ["\xff", "\xff\xff"],
    [],
    7,
  ]);
});

Deno.test("a store that is full takes no new keys", async () => {
  const value = await run(
    's:set("a", 1) s:set("b", 1) return { try(s:set("c", 1)), try(s:set("a", 2)), s:delete("b"), try(s:set("c", 1)) }',
    { maxSize: 2 },
  );
  deepEqual(value, ["Unavailable: the store is full: it has 2 entries", true, true, true]);
});

Deno.test("a store that is released can be used no more", async () => {
  const value = await run('return { s:release(), try(s:get("k")), try(s:list()), try(store.get("s"):set("k", 1)) }');
  const released = 'Invalid: the store "test:s" is released';
  deepEqual(value, [true, released, released, true]);
});

Deno.test("a store returns Invalid for values that it cannot take", async () => {
  const value = await run(`
    return { try(s:get("")), try(s:set("", 1)), try(s:set("k", print)), try(s:set("k", { 1, nil, 3 })), try(s:set("k", 1, -1)),
      try(s:set("k", 1, "soon")), try(s:set("k", 1, {})), try(s:put("k", 1, { version = -1 })), try(s:put("k", 1, { ttl = 0/0 })),
      try(s:list({ limit = 0 })), try(s:list({ limit = 1001 })), try(s:list({ prefix = 5 })), s:has("k") }`);
  const ttl = 'Invalid: "ttl" must be a positive number of seconds or a duration such as "5m"';
  deepEqual(value, [
    ...["Invalid: empty key", "Invalid: empty key", "Invalid: a function or an object cannot be stored"],
    "Invalid: cannot encode a sparse array: there is an index 3, but not every index below it",
    ...[ttl, ttl, ttl, 'Invalid: "version" must be an integer of at least 0', ttl],
    ...['Invalid: "limit" must be an integer of at least 1', 'Invalid: "limit" must be at most 1000'],
    ...['Invalid: "prefix" must be a string', false],
  ]);
});

Deno.test("store functions raise on arguments of the wrong type", async () => {
  for (
    const call of [
      "store.get()",
      "s:get()",
      "s:set({}, 1)",
      's:set("k")',
      's:put("k", 1, 5)',
      "s:has(nil)",
      's:list("x")',
      "s.get(5)",
    ]
  ) {
    await rejects(run(`return ${call}`), (error: AppError) => /bad (argument #|self)/.test(error.message), call);
  }
});
