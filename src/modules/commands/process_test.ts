import assert from "node:assert/strict";
import { runLua } from "../../../tests/support/lua_runner.ts";

Deno.test("process.id() is the entry everywhere", async () => {
  assert.equal(await runLua("return process.id()"), "test:main");
});

Deno.test("process functions answer in functions that they are not supported yet", async () => {
  const names = ["pid", "send", "spawn", "exec", "listen", "inbox", "events", "cancel", "with_options", "upgrade"];
  for (const name of names) {
    assert.equal(
      await runLua(`local _, err = process.${name}("a", "b") return err:kind() .. ": " .. err:message()`),
      `Invalid: process.${name} is not supported yet outside workflows`,
    );
  }
});

Deno.test("process.event names the kinds of events", async () => {
  assert.equal(await runLua("return process.event.EXIT .. process.event.CANCEL"), "pid.exitpid.cancel");
});
