import { deepEqual, equal, rejects } from "node:assert/strict";
import { RecordingLogger, runLua } from "../../../tests/support/lua_runner.ts";
import { type AppError, ascii, type ByteString, type Data, type RegistryRecord, toByteString } from "../../base/mod.ts";

function record(id: string, kind: string, meta: Record<string, Data>, data: Record<string, Data> = {}): RegistryRecord {
  return { id, kind, meta: mapOf(meta), data: mapOf(data) };
}

function mapOf(fields: Record<string, Data>): Map<ByteString, Data> {
  return new Map(Object.entries(fields).map(([key, value]) => [toByteString(key), value]));
}

const RECORDS = [
  record("app.jobs:mail", "function.lua", {
    ...{ type: ascii("job"), retries: 3, ready: true, "a.b": ascii("dotted"), tags: [ascii("slow"), ascii("mail")] },
    temporal: new Map([[ascii("activity"), new Map([[ascii("worker"), ascii("app:worker")]])]]),
  }, { source: ascii("return 1"), pool: new Map([[ascii("size"), 2]]) }),
  record("app.jobs:sms", "function.lua", { type: ascii("job"), retries: 5 }),
  record("app:price", "registry.entry", { type: ascii("data") }, { amount: 12345678901234567890n, list: [1, 2] }),
  record("app:test", "function.lua", { type: ascii("test") }),
];

function run(body: string, options: { logger?: RecordingLogger } = {}): Promise<Data | undefined> {
  const registry = { get: (id: string) => RECORDS.find((one) => one.id === id), all: () => RECORDS };
  return runLua(body, [], { resources: { registry }, ...options });
}

/** The ids that `registry.find` gives for a filter in Lua. */
function find(filter: string): Promise<Data | undefined> {
  return run(`local ids = {}
    for i, entry in ipairs(registry.find(${filter})) do ids[i] = entry.id end
    return ids`);
}

Deno.test("registry.get() gives id, kind, meta and data of an entry", async () => {
  const value = await run(`
    local entry, err = registry.get("app.jobs:mail")
    return { entry.id, entry.kind, entry.meta.type, entry.meta.temporal.activity.worker, entry.data.source,
      entry.data.pool.size, err == nil, json.encode(registry.get("app:price").data) }`);
  deepEqual(value, [
    ...["app.jobs:mail", "function.lua", "job", "app:worker", "return 1", 2, true],
    '{"amount":12345678901234567890,"list":[1,2]}',
  ]);
});

Deno.test("registry.get() gives each caller a copy", async () => {
  equal(await run('registry.get("app:test").meta.type = "x" return registry.get("app:test").meta.type'), "test");
});

Deno.test("registry.get() refuses an id that no entry has", async () => {
  for (const id of ["app:nobody", "price", "", "app:"]) {
    const value = await run(`local entry, err = registry.get("${id}")
      return { entry == nil, err:kind(), err:message(), err:retryable() }`);
    deepEqual(value, [true, "NotFound", `entry not found: ${id}`, false]);
  }
});

Deno.test("registry.find() compares root fields and meta; all conditions must hold", async () => {
  const [mail, sms, price, test] = RECORDS.map(({ id }) => id);
  deepEqual(await find('{ ["meta.type"] = "test" }'), [test]);
  deepEqual(await find('{ [".kind"] = "function.lua", ["meta.type"] = "job" }'), [mail, sms]);
  deepEqual(await find('{ [".ns"] = "app" }'), [price, test]);
  deepEqual(await find('{ [".name"] = "sms" }'), [sms]);
  deepEqual(await find('{ ["meta.retries"] = 3 }'), [mail]);
  deepEqual(await find('{ ["meta.retries"] = "3" }'), [mail]);
  deepEqual(await find('{ ["meta.ready"] = true }'), [mail]);
  deepEqual(await find('{ ["meta.ready"] = false }'), []);
  deepEqual(await find('{ ["meta.a.b"] = "dotted" }'), [mail]);
  deepEqual(await find('{ ["meta.temporal.activity.worker"] = "app:worker" }'), [mail]);
  deepEqual(await find('{ ["meta.tags"] = "slow" }'), [mail]);
  deepEqual(await find('{ ["meta.type"] = "job", ["meta.retries"] = 4 }'), []);
});

Deno.test("registry.find() without conditions gives every entry, ordered by id", async () => {
  const all = RECORDS.map(({ id }) => id);
  deepEqual(await find(""), all);
  deepEqual(await find("nil"), all);
  deepEqual(await find("{}"), all);
});

Deno.test("registry.find() knows regular expressions, parts, beginnings and ends", async () => {
  const [mail, sms, price] = RECORDS.map(({ id }) => id);
  deepEqual(await find('{ ["~meta.type"] = "^j.b$" }'), [mail, sms]);
  deepEqual(await find('{ ["*meta.type"] = "at" }'), [price]);
  deepEqual(await find('{ ["^meta.type"] = "jo" }'), [mail, sms]);
  deepEqual(await find('{ ["$meta.type"] = "ta" }'), [price]);
  deepEqual(await find('{ ["*meta.tags"] = "ai" }'), [mail]);
  deepEqual(await find('{ ["^.ns"] = "app." }'), [mail, sms]);
  deepEqual(await find('{ ["^meta.retries"] = 5 }'), [sms]);
});

Deno.test("registry.find() takes a table below meta for keys that begin with meta.", async () => {
  deepEqual(await find('{ meta = { type = "job", retries = 5 } }'), ["app.jobs:sms"]);
  deepEqual(await find('{ meta = { temporal = { activity = { worker = "app:worker" } } } }'), ["app.jobs:mail"]);
});

Deno.test("registry.find() passes over other keys and says so", async () => {
  const logger = new RecordingLogger();
  equal(await run('return #registry.find({ type = "job", kind = "x", [5] = "y" })', { logger }), RECORDS.length);
  deepEqual(
    logger.records.map(({ level, message }) => [level, message]),
    ["type", "kind", "5"].map((key) => ["warn", `registry.find passes over the unknown key "${key}"`]),
  );
});

Deno.test("registry.find() returns Invalid for what cannot be compared", async () => {
  for (
    const [filter, message] of [
      ['{ ["~meta.type"] = "(" }', 'the value of "~meta.type" is no regular expression: '],
      ['{ ["meta.type"] = print }', 'the value of "meta.type" must be a string, a number or a boolean, got function'],
      ['{ ["*meta.type"] = true }', 'the value of "*meta.type" must be a string, got boolean'],
      ['{ [".kind"] = {} }', 'the value of ".kind" must be a string, a number or a boolean, got table'],
    ]
  ) {
    const value = await run(`local list, err = registry.find(${filter})
      return { list == nil, err:kind(), err:message():sub(1, ${`registry.find: ${message}`.length}) }`);
    deepEqual(value, [true, "Invalid", `registry.find: ${message}`]);
  }
});

Deno.test("registry.parse_id() splits at the first colon", async () => {
  const value = await run(
    `local function pair(text) local id = registry.parse_id(text) return id.ns .. "|" .. id.name end
    return { pair("a.b:c"), pair("a:b:c"), pair("c"), pair(":c"), pair("") }`,
  );
  deepEqual(value, ["a.b|c", "a|b:c", "|c", "|c", "|"]);
});

Deno.test("registry functions raise on arguments of the wrong type", async () => {
  for (const call of ["get()", "get({})", "get(nil)", 'find("x")', "find(5)", "parse_id()", "parse_id({})"]) {
    await rejects(run(`return registry.${call}`), (error: AppError) => /bad argument #1 to '/.test(error.message));
  }
});

Deno.test("registry finds nothing where there is no application", async () => {
  const value = await runLua('return { #registry.find(), select(2, registry.get("a:b")):kind() }');
  deepEqual(value, [0, "NotFound"]);
});
