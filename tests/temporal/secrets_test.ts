import assert from "node:assert/strict";
import { testNamespace } from "../support/temporal.ts";
import { withScenario } from "../support/workflow_scenario.ts";

const place = await testNamespace("secrets");

const SOURCE = `
  local crypto, time, workflow = require("crypto"), require("time"), require("workflow")
  return function()
    workflow.on_query("draw", function() return (crypto.random.uuid()) end)
    local key = crypto.random.bytes(32)
    local sealed = crypto.encrypt.aes("text", key)
    time.sleep("10ms")
    local id, name = crypto.random.uuid(), crypto.random.string(20, "ab")
    local _, bad = crypto.random.bytes(0)
    local _, short = crypto.encrypt.aes("text", "key")
    time.sleep("10ms")
    return { length = #key, opened = crypto.decrypt.aes(sealed, key), id = id, name = name,
      other = crypto.random.uuid() ~= id, bad = bad:kind(), short = short:kind() }
  end`;

Deno.test("crypto.random and encrypt are recorded once, the same in every replay and another in every run", async () => {
  const ids = new Set<string>();
  await withScenario(place, { workflows: { "app:w": SOURCE } }, async ({ start }) => {
    for (let i = 0; i < 3; i++) {
      const handle = await start("app:w");
      const { id, name, ...rest } = await handle.result() as { id: string; name: string };
      assert.deepEqual(rest, { length: 32, opened: "text", other: true, bad: "Invalid", short: "Invalid" });
      assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      assert.match(name, /^[ab]{20}$/);
      ids.add(id);
      const { events } = await handle.fetchHistory();
      assert.equal(events?.filter((event) => event.markerRecordedEventAttributes).length, 5);
      await assert.rejects(handle.query("draw"), /queries and validators may only read/);
    }
  });
  assert.equal(ids.size, 6);
});

Deno.test("the activity behind them serves only the worker's own workflows", async () => {
  await withScenario(place, {
    workflows: {
      "app:w": `return function() return (require("funcs").call("app:f")) end`,
    },
    activities: { "app:f": `return function() return require("crypto").random.string(5, "x") end` },
  }, async ({ run }) => {
    assert.equal(await run("app:w"), "xxxxx");
  });
});
