import assert from "node:assert/strict";
import { runLua } from "../../../tests/support/lua_runner.ts";

Deno.test("workflow.info() is nil outside workflows", async () => {
  assert.equal(await runLua("return workflow.info()"), null);
});
