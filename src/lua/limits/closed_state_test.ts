import assert from "node:assert/strict";
import { luaEngines } from "../../../tests/support/lua_engines.ts";
import { program, start } from "../../../tests/support/lua_script.ts";
import { collectGarbage } from "./_heap.ts";

/** Waits at the bottom of everything that can be between a wait and the host. */
const SOURCE = `return function()
  local big = ("x"):rep(1e6)
  local t = setmetatable({}, { __index = function() host.wait(big) end })
  local inner = coroutine.wrap(function() pcall(function() for _ in function() return t.x end do end end) end)
  coroutine.spawn(function() inner() return big end)
  host.wait(big)
end`;

for (const engine of Object.values(luaEngines)) {
  Deno.test(`a state that is closed while its coroutines wait is freed (${engine.name})`, async () => {
    const states = Array.from({ length: 10 }, () => {
      const { context, scheduler, entry, waiting } = start(program(SOURCE, "waits", { engine }));
      scheduler.spawn(entry, []);
      assert.equal(scheduler.run().type, "blocked");
      assert.equal(waiting.length, 2);
      context.state.close();
      return new WeakRef(context.state);
    });
    for (let turn = 0; turn < 10 && states.some((state) => state.deref() !== undefined); turn++) {
      await new Promise((resolve) => setTimeout(resolve, 0));
      collectGarbage();
    }
    assert.ok(states.filter((state) => state.deref() !== undefined).length <= 1);
  });
}
