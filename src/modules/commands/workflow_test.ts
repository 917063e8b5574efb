import assert from "node:assert/strict";
import { runLua } from "../../../tests/support/lua_runner.ts";

Deno.test("workflow.info() is nil outside workflows", async () => {
  assert.equal(await runLua("return workflow.info()"), null);
});

Deno.test("the workflow module answers outside workflows as the contract says", async () => {
  const workflow = 'local workflow = require("workflow") ';
  assert.equal(await runLua(`${workflow} return workflow.version("x", 1, 4)`), 4);
  assert.equal(await runLua(`${workflow} return workflow.history_length() + workflow.history_size()`), 0);
  const problems = {
    "attrs({ memo = { a = 1 } })": "workflow.attrs only available in workflow context",
    'exec("app:x")': "workflow.exec outside workflow context not yet supported",
    'on_query("x", print)': "workflow.on_query only available in workflow context",
    'on_update("x", print)': "workflow.on_update only available in workflow context",
    "set_state(1)": "workflow.set_state only available in workflow context",
  };
  for (const [call, message] of Object.entries(problems)) {
    const text = `local _, err = workflow.${call} return err:kind() .. ": " .. err:message()`;
    assert.equal(await runLua(workflow + text), `Invalid: ${message}`);
  }
});
