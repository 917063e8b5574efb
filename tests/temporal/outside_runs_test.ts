import { fromLatin1 } from "../../src/base/mod.ts";
import assert from "node:assert/strict";
import { defaultPayloadConverter } from "@temporalio/common";
import { temporalClient } from "../../src/kinds/mod.ts";
import { outsideApp } from "../support/outside_app.ts";
import { type TestApp, withApp } from "../support/running_app.ts";
import { testNamespace } from "../support/temporal.ts";
import { until } from "../support/until.ts";

const place = await testNamespace("outside-runs");

const WORKFLOWS = {
  value: `return function(v) return v end`,
  waits: `return function() process.inbox():receive() return "done" end`,
};

async function scene(functions: Record<string, string>, use: (app: TestApp) => Promise<void>): Promise<void> {
  await withApp(outsideApp(place, { function: functions, workflow: WORKFLOWS }), use);
}

Deno.test("who acts goes with a function's start to the workflow, its activities, and what these call and start", async () => {
  const code = {
    function: {
      main: `return function(prefix)
        local alice = process.with_context({ tenant = "t1" }):with_actor({ id = "alice", meta = { level = 3 } })
        local scoped = alice:with_scope({ "app:readers" })
        local got, err = scoped:with_name(prefix .. "first"):exec("app:calls", "app:worker", prefix)
        local pid = scoped:with_name(prefix .. "signaled"):with_message("go"):spawn_monitored("app:waits", "app:worker")
        process.events():receive()
        process.with_options({}):with_name(prefix .. "nobody"):exec("app:value", "app:worker", 1)
        return got or tostring(err)
      end`,
      acts: `return function(prefix) return funcs.call("app:starts", prefix) end`,
      starts: `return function(prefix)
        process.with_options({}):with_name(prefix .. "second"):exec("app:value", "app:worker", 1)
        return ctx.all()
      end`,
    },
    workflow: { ...WORKFLOWS, calls: `return function(prefix) return funcs.call("app:acts", prefix) end` },
  };
  const files = outsideApp(place, code);
  const index = files["_index.yaml"]!;
  const activity = "{name: acts, kind: function.lua, meta: {temporal: {activity: {worker: worker}}},";
  const withActivity = index.replace("{name: acts, kind: function.lua,", activity);
  await withApp({ ...files, "_index.yaml": withActivity }, async ({ call, running }) => {
    const prefix = `${crypto.randomUUID()}-`;
    assert.deepEqual(await call("app:main", prefix), { tenant: "t1" });
    const { workflows } = running.component(temporalClient, "app:client");
    const header = async (name: string) => {
      const { events } = await workflows.getHandle(prefix + name).fetchHistory();
      const fields = events![0]!.workflowExecutionStartedEventAttributes!.header?.fields;
      const read = (key: string) => fields?.[key] && defaultPayloadConverter.fromPayload(fields[key]);
      return { security: read("wippy-security"), tenant: (read("wippy-context") as { tenant?: string })?.tenant };
    };
    const alice = { security: { actor: { id: "alice", meta: { level: 3 } }, policies: ["app:readers"] }, tenant: "t1" };
    assert.deepEqual(await header("first"), alice);
    assert.deepEqual(await header("second"), alice);
    assert.deepEqual(await header("signaled"), alice);
    assert.deepEqual(await header("nobody"), { security: undefined, tenant: undefined });
  });
});

Deno.test("starts that end a run under their id tell of both runs", async () => {
  await scene({
    main: `return function()
      local ev, out = process.events(), {}
      local spawner = process.with_options({ ["workflow.id"] = "replaced-" .. process.pid():gsub("%W", "") })
      local first = spawner:spawn_monitored("app:waits", "app:worker")
      local replacing = spawner:with_options({ ["workflow.id_conflict_policy"] = "terminate_existing" })
      local second = replacing:spawn_monitored("app:waits", "app:worker")
      process.send(second, "go")
      for i = 1, 2 do
        local e = ev:receive()
        out[e.result.value or e.result.error:message()] = e.from == first and e.from == second
      end
      return out
    end`,
  }, async ({ call }) => {
    for (let round = 0; round < 5; round++) {
      assert.deepEqual(await call("app:main"), { done: true, "workflow terminated": true });
    }
  });
});

Deno.test("a workflow goes on when who waits for its result, or for its end, is canceled", async () => {
  await scene({
    calls: `return function(id)
      local spawner = process.with_options({ ["workflow.id"] = id })
      local _, err = pcall(spawner.exec, spawner, "app:waits", "app:worker")
      return err:kind()
    end`,
    ends: `return function(id)
      local pid = "{app:client@app:worker|" .. id .. "}"
      process.monitor(pid)
      process.send(pid, "go")
      return process.events():receive().result.value
    end`,
  }, async ({ call, running }) => {
    const id = crypto.randomUUID();
    const { workflows } = running.component(temporalClient, "app:client");
    const controller = new AbortController();
    const result = running.functions.call("app:calls", [fromLatin1(id)], { signal: controller.signal });
    await until(() => workflows.getHandle(id).describe().catch(() => undefined));
    controller.abort();
    assert.equal(await result, "Canceled");
    assert.equal(await call("app:ends", id), "done");
  });
});

Deno.test("process.send(), cancel() and terminate() answer for workflows that ended, never were, or have no id", async () => {
  await scene({
    main: `return function()
      local out, prefix = {}, "{app:client@app:worker|"
      local ended = process.spawn_monitored("app:value", "app:worker", 1)
      process.events():receive()
      local function try(call, pid)
        local value, err = process[call](pid, "topic")
        out[#out + 1] = err and (err:kind() .. " " .. tostring(err:retryable())) or tostring(value)
      end
      for _, pid in ipairs({ ended, prefix .. "nobody}", prefix .. "}", "{other:client@app:worker|x}", "{|}", "{}" }) do
        try("send", pid)
        try("terminate", pid)
      end
      for _, call in ipairs({ "cancel", "monitor", "unmonitor", "link", "unlink" }) do try(call, "no name") end
      try("unmonitor", prefix .. "nobody}")
      try("unlink", prefix .. "nobody}")
      process.registry.register("known", process.spawn("app:waits", "app:worker"))
      try("monitor", "known")
      try("send", "known")
      return out, process.events():receive()
    end`,
  }, async ({ call }) => {
    const gone = "NotFound false";
    const calls = [
      ...Array(4).fill(gone),
      "Invalid false",
      "Invalid false",
      ...Array(6).fill(gone),
      ...Array(5).fill(gone),
    ];
    assert.deepEqual(await call("app:main"), [...calls, "true", "true", "true", "true"]);
  });
});
