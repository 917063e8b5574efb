import assert from "node:assert/strict";
import { inScene } from "../../tests/support/process_scene.ts";

Deno.test("process.Message and process.Event tell messages and events from other values", async () => {
  const got = await inScene(
    `
    process.send(process.pid(), "topic", 1)
    local message = process.inbox():receive()
    process.spawn_monitored("app:ends", "app:host")
    local event = process.events():receive()
    local out = {}
    for i, value in ipairs({ message, event, { kind = "pid.exit" }, { kind = "order", from = "x" }, "text" }) do
      out[i] = { process.Message:is(value) ~= nil, process.Event:is(value) ~= nil }
    end
    local _, err = process.Message:is({})
    return { out, process.Message(message) == message, err:kind(), err:message(), tostring(process.Event) }
  `,
    { "app:ends": "return 1" },
  );
  const verdicts = [[true, false], [false, true], [false, false], [false, false], [false, false]];
  assert.deepEqual(got, [verdicts, true, "Invalid", "expected process.Message, got table", "process.Event"]);
});

Deno.test("process.Message(v) raises for other values", async () => {
  const got = await inScene("return { pcall(process.Message, 5) }");
  assert.deepEqual(got, [false, "process.Message: expected process.Message, got number"]);
});
