import assert from "node:assert/strict";
import { runLua } from "../../../../tests/support/lua_runner.ts";

Deno.test("process.id() is the entry everywhere", async () => {
  assert.equal(await runLua("return process.id()"), "test:main");
});

Deno.test("process.event names the kinds of events", async () => {
  assert.equal(await runLua("return process.event.EXIT .. process.event.CANCEL"), "pid.exitpid.cancel");
});
