import assert from "node:assert/strict";
import { testNamespace } from "../support/temporal.ts";
import { withScenario } from "../support/workflow_scenario.ts";

const place = await testNamespace("child-ends");

const WAITS = `return function() process.inbox():receive() end`;

Deno.test("an EXIT event tells how a child ended: value, nothing, timeout, termination, cancellation, a later run", async () => {
  await withScenario(place, {
    workflows: {
      "app:waits": WAITS,
      "app:nothing": `return function() end`,
      "app:obeys": `
        return function()
          process.events():receive()
          return nil, errors.new({ message = "stopped", kind = errors.CANCELED })
        end`,
      "app:goes_on": `return function(n) if n > 0 then process.upgrade(nil, n - 1) end return "last run" end`,
      "app:parent": `
        return function(id)
          local events = process.events()
          local function ending(pid)
            local e = events:receive()
            local err = e.result.error
            return { same = e.from == pid, value = e.result.value, kind = err and err:kind(), message = err and err:message(),
              retryable = err and err:retryable(), timeout = err and err:details().timeout_type }
          end
          local spawn = function(target, options, ...)
            return process.with_options(options):spawn(target, "test:worker", ...)
          end
          local found = {
            nothing = ending(spawn("app:nothing", {})),
            late = ending(spawn("app:waits", { ["workflow.run_timeout"] = "1s" })),
            later_run = ending(spawn("app:goes_on", {}, 2)),
          }
          local obeys = spawn("app:obeys", {})
          process.cancel(obeys)
          found.canceled = ending(obeys)
          found.terminated = ending(spawn("app:waits", { ["workflow.id"] = id }))
          return found
        end`,
    },
  }, async ({ foreign, start }) => {
    const id = crypto.randomUUID();
    const handle = await start("app:parent", { args: [id] });
    const terminated = (async () => {
      while (true) {
        try {
          return await foreign.workflow.getHandle(id).terminate();
        } catch {
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
      }
    })();
    const result = await handle.result() as Record<string, Record<string, unknown>>;
    await terminated;
    assert.deepEqual(result.nothing, { same: true });
    assert.deepEqual(result.later_run, { same: true, value: "last run" });
    const { message, ...late } = result.late!;
    assert.match(String(message), /timeout|timed out/i);
    assert.deepEqual(late, { same: true, kind: "Timeout", retryable: false, timeout: "start_to_close" });
    const canceled = { same: true, kind: "Canceled", retryable: false };
    assert.deepEqual(result.canceled, { ...canceled, message: "operation canceled" });
    assert.deepEqual(result.terminated, { ...canceled, message: "workflow terminated" });
  });
});

Deno.test("a cancel request brings its reason, and leaves the children alone", async () => {
  await withScenario(place, {
    workflows: {
      "app:child": `return function() return process.listen("end"):receive() end`,
      "app:parent": `
        return function()
          local events = process.events()
          local pid = process.spawn("app:child", "test:worker")
          local reason = events:receive().reason
          process.send(pid, "end", "alive")
          return { reason = reason, child = events:receive().result.value }
        end`,
      "app:cancels": `return function(pid) return process.cancel(pid, "enough") end`,
    },
  }, async ({ start, run }) => {
    const workflowId = crypto.randomUUID();
    const handle = await start("app:parent", { workflowId });
    await handle.query("pid");
    assert.equal(await run("app:cancels", `{test:client@test:worker|${workflowId}}`), true);
    const { reason, child } = await handle.result();
    assert.match(reason, /enough$/);
    assert.equal(child, "alive");
  });
});

Deno.test("a pid with the host `temporal`, or of the worker without its client, is a workflow", async () => {
  await withScenario(place, {
    workflows: {
      "app:waits": `return function() local m = process.inbox():receive() return m:topic() end`,
      "app:sends": `return function(pid) return process.send(pid, "hello") end`,
    },
  }, async ({ start, run }) => {
    for (const host of ["temporal", "test:worker", "other@test:worker", "test:client@anything"]) {
      const workflowId = crypto.randomUUID();
      const handle = await start("app:waits", { workflowId });
      assert.equal(await run("app:sends", `{${host}|${workflowId}}`), true, host);
      assert.equal(await handle.result(), "hello");
    }
  });
});
