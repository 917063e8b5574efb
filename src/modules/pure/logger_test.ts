import assert from "node:assert/strict";
import { type LogRecord, RecordingLogger, runLua } from "../../../tests/support/lua_runner.ts";

const PID = "{local@test:main#lua|0x1}";

/** What the fields of every record say of the script. */
function script(line: number) {
  return { entry: "test:main", pid: PID, position: `main.lua:${line}` };
}

/** What a body logs, and returns. */
async function logged(body: string): Promise<{ records: LogRecord[]; value: unknown }> {
  const logger = new RecordingLogger();
  const value = await runLua(body, [], { logger });
  return { records: logger.records, value };
}

Deno.test("logger writes records of every level with fields and the entry", async () => {
  const { records } = await logged(`
    logger:debug("a")
    logger:info("Zoë", { n = 1, ok = true, list = { 1, "x" } })
    local function inner() logger:warn("c", {}) coroutine.wrap(function() logger:error("d") end)() end inner()
  `);
  assert.deepEqual(records, [
    { level: "debug", message: "a", fields: script(2) },
    { level: "info", message: "Zoë", fields: { ...script(3), n: 1, ok: true, list: [1, "x"] } },
    { level: "warn", message: "c", fields: script(4) },
    { level: "error", message: "d", fields: script(4) },
  ]);
});

Deno.test("logger:with() and named() give loggers of their own", async () => {
  const { records } = await logged(`
    local orders = logger:with({ order = 7 }):named("orders")
    orders:named("billing"):with({ order = 8 }):info("x", { y = 1 })
    orders:info("z")
    logger:info("plain")
  `);
  assert.deepEqual(records.map(({ fields }) => fields), [
    { ...script(3), logger: "orders.billing", order: 8, y: 1 },
    { ...script(4), logger: "orders", order: 7 },
    script(5),
  ]);
});

Deno.test("logger shows fields that are no data, and never fails for them", async () => {
  const { records } = await logged(`
    local loop = {} loop.self = loop
    logger:info("x", { f = print, e = errors.new("broken"), loop = loop, [1] = "one" })
  `);
  assert.deepEqual(records[0]!.fields, {
    ...script(3),
    "1": "one",
    f: null,
    e: "broken",
    loop: "(cannot encode a table nested in itself (recursion))",
  });
});

Deno.test("logger refuses wrong types and an empty name", async () => {
  const { records, value } = await logged(`
    local function problem(...) return (select(2, pcall(...))) end
    local _, err = logger:named("")
    return { problem(logger.info, logger, 5), problem(logger.warn, logger), problem(logger.error, logger, "m", "f"),
      problem(logger.with, logger, 1), problem(logger.info, {}, "m"), err:kind(), err:message() }
  `);
  assert.deepEqual(records, []);
  assert.deepEqual(value, [
    "bad argument #1 to 'info' (string expected, got number)",
    "bad argument #1 to 'warn' (string expected, got no value)",
    "bad argument #2 to 'error' (table expected, got string)",
    "bad argument #1 to 'with' (table expected, got number)",
    "calling 'info' on bad self",
    "Invalid",
    "logger.named: the name is empty",
  ]);
});
