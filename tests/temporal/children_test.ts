import assert from "node:assert/strict";
import { testNamespace } from "../support/temporal.ts";
import { withScenario } from "../support/workflow_scenario.ts";

const place = await testNamespace("children");

const DOUBLE = `return function(n) return n * 2 end`;
const FAILS = `return function()
  return nil, errors.new({ message = "no", kind = errors.NOT_FOUND, retryable = false, details = { code = 7 } })
end`;
const WAITS = `return function() return process.inbox():receive():topic() end`;

Deno.test("workflow.exec() and process.exec() give the child's result or its error", async () => {
  await withScenario(place, {
    workflows: {
      "app:double": DOUBLE,
      "app:fails": FAILS,
      "app:nothing": `return function() end`,
      "app:parent": `
        local workflow = require("workflow")
        return function()
          local _, err = workflow.exec("app:fails")
          local details = err:details()
          return { own = workflow.exec("app:double", 4), worker = process.exec("app:double", "test:worker", 5),
            nothing = workflow.exec("app:nothing") == nil, kind = err:kind(), retryable = err:retryable(),
            message = err:message(), code = details.code, wrapper = details._wrapper, type = details._workflow_type }
        end`,
    },
  }, async ({ run }) => {
    assert.deepEqual(await run("app:parent"), {
      own: 8,
      worker: 10,
      nothing: true,
      kind: "NotFound",
      retryable: false,
      message: "no",
      code: 7,
      wrapper: "child_workflow",
      type: "app:fails",
    });
  });
});

Deno.test("process.spawn() gives the pid of a running child, whose end is an EXIT event", async () => {
  const variants = ["spawn", "spawn_monitored", "spawn_linked", "spawn_linked_monitored"];
  await withScenario(place, {
    workflows: {
      "app:double": DOUBLE,
      "app:fails": FAILS,
      "app:parent": `
        return function(variant)
          local pid = process[variant]("app:double", "test:worker", 21)
          local e = process.events():receive()
          local failing = process[variant]("app:fails", "test:worker")
          local f = process.events():receive()
          return { pid = pid, kind = e.kind, same = e.from == pid, value = e.result.value, at = type(e.at),
            error = f.result.error:kind(), from = f.from == failing, nothing = f.result.value == nil }
        end`,
    },
  }, async ({ run }) => {
    for (const variant of variants) {
      const { pid, ...rest } = await run("app:parent", variant) as Record<string, unknown>;
      assert.match(String(pid), /^\{test:client@test:worker\|[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f-]+\}$/);
      assert.deepEqual(rest, {
        kind: "pid.exit",
        same: true,
        value: 42,
        at: "number",
        error: "NotFound",
        from: true,
        nothing: true,
      });
    }
  });
});

Deno.test("a spawner gives children id, name, messages, context, memo, attributes, summary and policies", async () => {
  await withScenario(place, {
    workflows: {
      "app:child": `
        local ctx = require("ctx")
        return function(n)
          local inbox = process.inbox()
          local a, b = inbox:receive(), inbox:receive()
          return { n = n, id = process.pid(), a = a:topic() .. a:payload():data(), b = b:topic(), from = a:from(),
            tenant = ctx.get("tenant"), deep = ctx.get("deep").x }
        end`,
      "app:parent": `
        return function(id, name)
          local spawner = process.with_options({
            ["workflow.memo"] = { note = "n" },
            ["workflow.search_attributes"] = { CustomKeywordField = "gold" },
            ["workflow.run_timeout"] = "5m",
            ["temporal.workflow.task_timeout"] = 20000,
            ["workflow.retry_policy"] = { maximum_attempts = 1, backoff_coefficient = 3 },
            ["workflow.summary"] = "short",
            ["workflow.details"] = "long",
            ["workflow.parent_close_policy"] = "ABANDON",
            ["workflow.id_reuse_policy"] = "reject-duplicate",
          }):with_context({ tenant = "t1", deep = { x = 1 } }):with_message("m", "!"):with_message("z")
          local named = spawner:with_name(name)
          local own = named:with_options({ ["workflow.id"] = id }):spawn("app:child", "test:worker", 1)
          local first = process.events():receive().result.value
          local pid = named:spawn("app:child", "test:worker", 2)
          local second = process.events():receive().result.value
          return { first = first, second = second, own = own, named = pid, me = process.pid() }
        end`,
    },
  }, async ({ foreign, run }) => {
    await foreign.connection.operatorService.addSearchAttributes({
      namespace: place.namespace,
      searchAttributes: { CustomKeywordField: 2 },
    });
    const [id, name] = [crypto.randomUUID(), crypto.randomUUID()];
    // deno-lint-ignore no-explicit-any -- a table of a script
    const result = await run("app:parent", id, name) as any;
    const child = (n: number, pid: string) => ({ n, id: pid, a: "m!", b: "z", from: result.me, tenant: "t1", deep: 1 });
    assert.deepEqual(result.own, `{test:client@test:worker|${id}}`);
    assert.deepEqual(result.named, `{test:client@test:worker|${name}}`);
    assert.deepEqual(result.first, child(1, result.own));
    assert.deepEqual(result.second, child(2, result.named));
    const { memo, searchAttributes, raw } = await foreign.workflow.getHandle(id).describe();
    assert.deepEqual(memo, { note: "n" });
    assert.deepEqual(searchAttributes.CustomKeywordField, ["gold"]);
    assert.equal(raw.executionConfig?.workflowRunTimeout?.seconds?.toNumber(), 300);
    assert.equal(raw.executionConfig?.defaultWorkflowTaskTimeout?.seconds?.toNumber(), 20);
    const { events } = await foreign.workflow.getHandle(id).fetchHistory();
    const started = events?.[0]?.workflowExecutionStartedEventAttributes;
    assert.equal(started?.retryPolicy?.backoffCoefficient, 3);
  });
});

Deno.test("a child that exists already is the parent's error", async () => {
  await withScenario(place, {
    workflows: {
      "app:waits": WAITS,
      "app:parent": `
        return function(id)
          local spawner = process.with_options({ ["workflow.id"] = id })
          local pid = spawner:spawn("app:waits", "test:worker")
          local again, err = spawner:spawn("app:waits", "test:worker")
          process.send(pid, "stop")
          return { again = again, kind = err:kind(), retryable = err:retryable(), message = err:message(),
            ended = process.events():receive().result.value }
        end`,
    },
  }, async ({ run }) => {
    const id = crypto.randomUUID();
    assert.deepEqual(await run("app:parent", id), {
      kind: "AlreadyExists",
      retryable: false,
      message: `workflow "${id}" already exists`,
      ended: "stop",
    });
  });
});

Deno.test("bad spawns are errors of their caller, and nothing starts", async () => {
  await withScenario(place, {
    workflows: {
      "app:parent": `
        local workflow = require("workflow")
        local function text(_, err) return err:kind() .. ": " .. err:message() end
        local function raised(...)
          local fine, message = pcall(...)
          return (not fine) and tostring(message):gsub("^.-:%d+: ", "")
        end
        return function()
          local spawner = process.with_options({})
          local with = function(options) return process.with_options(options):spawn("app:x", "test:worker") end
          return {
            one = text(process.spawn("app:x")),
            empty = text(process.exec("", "h")),
            bare = text(process.exec("x", "h")),
            host = text(process.exec("app:x", "")),
            own_empty = text(workflow.exec("")),
            own_bare = text(workflow.exec("x")),
            policy = text(with({ ["workflow.parent_close_policy"] = "keep" })),
            number = text(with({ ["workflow.id_reuse_policy"] = {} })),
            queue = text(with({ ["workflow.task_queue"] = "" })),
            attribute = text(with({ ["workflow.search_attributes"] = { a = { "x", 2 } } })),
            attribute_type = text(with({ ["workflow.search_attributes"] = { a = { b = 1 } } })),
            pinned = text(with({ ["workflow.versioning_override"] = "pinned" })),
            mode = text(with({ ["workflow.versioning_override"] = { mode = "x" } })),
            build = text(with({ ["workflow.versioning_override"] = { mode = "pinned", deployment_name = "d" } })),
            argument = text(process.spawn("app:x", "test:worker", { 1, x = 2 })),
            raised_missing = raised(spawner.spawn, spawner, "app:x"),
            raised_name = raised(spawner.with_name, spawner, ""),
            raised_topic = raised(spawner.with_message, spawner, "@x"),
            raised_key = raised(process.with_context({}).with_context, spawner, { 1 }),
          }
        end`,
    },
  }, async ({ run }) => {
    const options = "Invalid: invalid temporal workflow options for app:x: ";
    assert.deepEqual(await run("app:parent"), {
      one: "Invalid: spawn requires at least id and host arguments",
      empty: "Invalid: process ID required",
      bare: "Invalid: invalid process ID format (namespace:name required)",
      host: "Invalid: host ID required",
      own_empty: "Invalid: workflow ID required",
      own_bare: "Invalid: invalid workflow ID format (namespace:name required)",
      policy: `${options}workflow.parent_close_policy has invalid value "keep"`,
      number: `${options}workflow.id_reuse_policy must be enum string/int, got table`,
      queue: `${options}workflow.task_queue cannot be empty`,
      attribute: `${options}search attribute "a": item 2: unsupported value type number`,
      attribute_type: `${options}search attribute "a": unsupported value type table`,
      pinned: `${options}workflow.versioning_override mode "pinned" requires map with version details`,
      mode: `${options}workflow.versioning_override.mode must be "pinned" or "auto_upgrade"`,
      build: `${options}workflow.versioning_override.version.build_id is required for pinned mode`,
      argument: "Invalid: cannot encode a table with mixed keys: both array indexes and other keys",
      raised_missing: "spawn requires at least id and host arguments",
      raised_name: "name cannot be empty",
      raised_topic: "cannot send to @ topics",
      raised_key: "bad argument #1 to 'with_context' (keys must be strings)",
    });
  });
});

Deno.test("children of a parent that ends follow its close policy", async () => {
  await withScenario(place, {
    workflows: {
      "app:waits": `return function() local e = process.events():receive() return e.kind end`,
      "app:parent": `
        return function(prefix)
          for _, policy in ipairs({ "terminate", "abandon", "request_cancel" }) do
            process.with_options({ ["workflow.parent_close_policy"] = policy })
              :with_name(prefix .. policy):spawn("app:waits", "test:worker")
          end
        end`,
    },
  }, async ({ foreign, run }) => {
    const prefix = `${crypto.randomUUID()}-`;
    await run("app:parent", prefix);
    const child = (policy: string) => foreign.workflow.getHandle(prefix + policy);
    await assert.rejects(child("terminate").result());
    assert.equal((await child("terminate").describe()).status.name, "TERMINATED");
    assert.equal(await child("request_cancel").result(), "pid.cancel");
    assert.equal((await child("abandon").describe()).status.name, "RUNNING");
    await child("abandon").terminate();
  });
});

Deno.test("process.cancel() and terminate() ask another workflow to end", async () => {
  await withScenario(place, {
    workflows: {
      "app:obeys": `return function()
        process.events():receive()
        return nil, errors.new({ message = "stopped", kind = errors.CANCELED })
      end`,
      "app:parent": `
        return function()
          local result = {}
          for i, stop in ipairs({ process.cancel, process.terminate }) do
            local pid = process.spawn("app:obeys", "test:worker")
            local accepted = stop(pid, "enough")
            local e = process.events():receive()
            result[i] = { accepted = accepted, kind = e.result.error:kind(), message = e.result.error:message() }
          end
          local _, err = process.cancel("{test:client@test:worker|missing}")
          local _, unknown = process.cancel("nobody")
          result[3] = { err:kind(), unknown:kind(), unknown:message() }
          return result
        end`,
    },
  }, async ({ run }) => {
    const canceled = { accepted: true, kind: "Canceled", message: "operation canceled" };
    assert.deepEqual(await run("app:parent"), [
      canceled,
      canceled,
      ["NotFound", "NotFound", "could not resolve 'nobody' as PID or registered name"],
    ]);
  });
});

Deno.test("what a workflow cannot do is refused with kind Invalid", async () => {
  await withScenario(place, {
    workflows: {
      "app:w": `
        local function text(_, err) return err:kind() .. ": " .. err:message() end
        return function()
          local fine, err = process.set_options({ trap_links = 1 })
          return { text(process.monitor("x")), text(process.unmonitor("x")), text(process.link("x")),
            text(process.unlink("x")), text(process.registry.register("n")), text(nil, err),
            process.get_options().trap_links, process.set_options({ trap_links = true }) }
        end`,
    },
  }, async ({ run }) => {
    assert.deepEqual(await run("app:w"), [
      "Invalid: process.monitor not supported in workflow context: child workflows are automatically monitored",
      "Invalid: process.unmonitor not supported in workflow context",
      "Invalid: process.link not supported in workflow context: Temporal doesn't support bidirectional linking",
      "Invalid: process.unlink not supported in workflow context",
      "Invalid: process.registry.register not supported in workflow context",
      "Invalid: trap_links must be a boolean",
      false,
      true,
    ]);
  });
});
