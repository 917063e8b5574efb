import assert from "node:assert/strict";
import { AppError, ascii, type ByteString, type Data, fromByteString, toByteString } from "../../src/base/mod.ts";
import { executeWorkflow } from "../support/execute_workflow.ts";
import { type Running, taskFailure, TestLogger, testNamespace, withWorker } from "../support/temporal.ts";
import { until } from "../support/until.ts";

const place = await testNamespace("workflows");

function run({ client, taskQueue }: Running, type: string, ...args: Data[]): Promise<Data | undefined> {
  return executeWorkflow(client, { type, taskQueue, args });
}

/** The error that the workflow fails with, in short. */
async function failureOf(running: Running, type: string, ...args: Data[]) {
  const error = await run(running, type, ...args).then((value) => assert.fail(`succeeded: ${value}`), (e) => e);
  assert.ok(error instanceof AppError, String(error));
  return error;
}

function map(entries: Record<string, Data>): Map<ByteString, Data> {
  return new Map(Object.entries(entries).map(([key, value]) => [toByteString(key), value]));
}

const ORDER = `
  local funcs, time = require("funcs"), require("time")
  local charges = funcs.new():with_options({
    ["activity.start_to_close_timeout"] = "5s",
    ["activity.retry_policy"] = { initial_interval = "10ms", non_retryable_error_types = { "Invalid" } },
  })
  return { main = function(order)
    local payment, err = charges:call("app:charge", order)
    if err then return { status = "failed", reason = err:message(), kind = err:kind() } end
    time.sleep("20ms")
    return { status = "completed", attempt = payment.attempt }
  end }`;

Deno.test("order workflow: activity, timer, result", async () => {
  await withWorker(place, {
    workflows: { "app:order": ORDER },
    activities: { "app:charge": `return { main = function(order) return { attempt = order.amount } end }` },
  }, async (running) => {
    assert.deepEqual(
      await run(running, "app:order", map({ amount: 5 })),
      map({ status: ascii("completed"), attempt: 5 }),
    );
  });
});

Deno.test("order workflow: an activity that fails is retried, a declined card is not", async () => {
  const attempts: string[] = [];
  const logger = {
    log: (_: string, message: string) => void attempts.push(message),
    with: () => logger,
  };
  const tried = () => attempts.filter((message) => message.startsWith("charging")).length;
  await withWorker(place, {
    logger,
    workflows: { "app:order": ORDER },
    activities: {
      "app:charge": `return { main = function(order)
        print("charging " .. order.id)
        if order.id == "declined" then
          return nil, errors.new({ message = "card declined", kind = errors.INVALID, retryable = false })
        end
        if order.id == "invalid" then return nil, errors.new({ message = "no", kind = errors.INVALID }) end
        error("service down")
      end }`,
    },
  }, async (running) => {
    assert.deepEqual(
      await run(running, "app:order", map({ id: ascii("declined") })),
      map({ status: ascii("failed"), reason: ascii("card declined"), kind: ascii("Invalid") }),
    );
    assert.equal(tried(), 1);
    await run(running, "app:order", map({ id: ascii("invalid") }));
    assert.equal(tried(), 2);
    const handle = await running.foreign.workflow.start("app:order", {
      taskQueue: running.taskQueue,
      workflowId: crypto.randomUUID(),
      args: [{ id: "flaky" }],
    });
    await until(() => tried() >= 5);
    await handle.terminate();
  });
});

Deno.test("what a workflow returns or raises decides how it ends", async () => {
  const ending = (body: string) => `return { main = function(x) ${body} end }`;
  await withWorker(place, {
    workflows: {
      "app:nothing": ending(""),
      "app:nil": ending("return nil"),
      "app:value_and_other": ending("return 1, 2, 3"),
      "app:returned": ending(
        `return 1, errors.new({ message = "card refused", kind = errors.INVALID, retryable = false, details = { code = 7 } })`,
      ),
      "app:text": ending(`return nil, "plain text"`),
      "app:raised_text": ending(`error("broken")`),
      "app:raised_error": ending(`error(errors.new({ message = "gone", kind = errors.NOT_FOUND }))`),
      "app:raised_table": ending(`error({ 1 })`),
      "app:in_coroutine": ending(
        `coroutine.spawn(function() error("in coroutine") end) require("time").sleep("1h")`,
      ),
      "app:not_encodable": ending(`return { 1, x = 2 }`),
      "app:deadlock": ending(`channel.new():receive()`),
      "app:no_method": `return { other = function() end }`,
      "app:chunk_raises": `error("at load")`,
    },
  }, async (running) => {
    assert.equal(await run(running, "app:nothing"), undefined);
    assert.equal(await run(running, "app:nil"), null);
    assert.equal(await run(running, "app:value_and_other"), 1);
    const outline = async (type: string) => {
      const { message, kind, retryable, details } = await failureOf(running, type);
      return { message, kind, retryable, details };
    };
    assert.deepEqual(await outline("app:returned"), {
      message: "card refused",
      kind: "Invalid",
      retryable: false,
      details: map({ code: 7 }),
    });
    const internal = (message: string, retryable?: boolean) => ({
      message,
      kind: "Internal",
      retryable,
      details: undefined,
    });
    assert.deepEqual(await outline("app:text"), internal("plain text", false));
    assert.deepEqual(await outline("app:raised_text"), internal("raised_text.lua:1: broken"));
    assert.deepEqual(await outline("app:raised_table"), internal("table"));
    assert.deepEqual(await outline("app:in_coroutine"), internal("in_coroutine.lua:1: in coroutine"));
    assert.deepEqual(await outline("app:chunk_raises"), internal("chunk_raises.lua:1: at load"));
    assert.deepEqual(await outline("app:raised_error"), {
      message: "gone",
      kind: "NotFound",
      retryable: undefined,
      details: undefined,
    });
    assert.match((await failureOf(running, "app:deadlock")).message, /^deadlock: all coroutines blocked/);
    assert.equal((await failureOf(running, "app:not_encodable")).kind, "Invalid");
    assert.deepEqual((await failureOf(running, "app:no_method")).message, 'method "main" not found in module');
    assert.match((await failureOf(running, "app:raised_text")).luaStack?.[0] ?? "", /^raised_text\.lua:1: /);
  });
});

Deno.test("several activities and timers run at once", async () => {
  await withWorker(place, {
    workflows: {
      "app:parallel": `
        local funcs, time = require("funcs"), require("time")
        return { main = function()
          local a = funcs.async("app:double", 1)
          local b = funcs.async("app:double", 2)
          local sum = 0
          local done = channel.new(2)
          for i = 1, 2 do
            coroutine.spawn(function() time.sleep(i * 10 * time.MILLISECOND) done:send(i) end)
          end
          sum = sum + a:response():receive():data() + b:response():receive():data()
          return { sum = sum, first = done:receive(), second = done:receive() }
        end }`,
    },
    activities: { "app:double": `return function(n) return n * 2 end` },
  }, async (running) => {
    assert.deepEqual(await run(running, "app:parallel"), map({ sum: 6, first: 1, second: 2 }));
  });
});

Deno.test("a sleep of nothing makes no timer, a canceled future no wait", async () => {
  await withWorker(place, {
    workflows: {
      "app:quick": `
        local funcs, time = require("funcs"), require("time")
        return { main = function()
          time.sleep(0)
          time.sleep(-5)
          local future = funcs.async("app:slow")
          local timer = time.after("1h")
          time.sleep("10ms")
          future:cancel()
          local _, err = future:result()
          return { kind = err:kind(), canceled = future:is_canceled() }
        end }`,
    },
    activities: { "app:slow": `return function() require("time").sleep("10m") end` },
  }, async (running) => {
    const handle = await running.foreign.workflow.start("app:quick", {
      taskQueue: running.taskQueue,
      workflowId: crypto.randomUUID(),
    });
    assert.deepEqual(await handle.result(), { kind: "Canceled", canceled: true });
    const { events } = await handle.fetchHistory();
    const types = (events ?? []).filter((event) => event.timerStartedEventAttributes);
    assert.equal(types.length, 2);
    assert.ok(events?.some((event) => event.activityTaskCancelRequestedEventAttributes));
  });
});

Deno.test("an activity that nobody serves is NotFound and retryable", async () => {
  await withWorker(place, {
    workflows: {
      "app:caller": `
        return { main = function()
          local _, err = require("funcs").new()
            :with_options({ ["activity.retry_policy"] = { maximum_attempts = 1 } }):call("app:missing")
          return { kind = err:kind(), retryable = err:retryable(), wrapper = err:details()._wrapper }
        end }`,
    },
    activities: { "app:other": `return function() end` },
  }, async (running) => {
    assert.deepEqual(
      await run(running, "app:caller"),
      map({ kind: ascii("NotFound"), retryable: true, wrapper: ascii("activity") }),
    );
  });
});

Deno.test("bad call options are the caller's error, and nothing is scheduled", async () => {
  await withWorker(place, {
    workflows: {
      "app:caller": `
        return { main = function()
          local _, err = require("funcs").new():with_options({ ["activity.start_to_close_timeout"] = "soon" }):call("app:x")
          return { kind = err:kind(), message = err:message() }
        end }`,
    },
  }, async (running) => {
    const result = await run(running, "app:caller") as Map<ByteString, Data>;
    assert.equal(result.get(ascii("kind")), "Invalid");
    assert.match(
      fromByteString(result.get(ascii("message")) as ByteString),
      /^invalid temporal activity options for app:x: activity\.start_to_close_timeout must be a duration string/,
    );
  });
});

Deno.test("an activity that takes too long is a Timeout", async () => {
  await withWorker(place, {
    workflows: {
      "app:caller": `
        return { main = function()
          local _, err = require("funcs").new():with_options({
            ["activity.start_to_close_timeout"] = "1s",
            ["activity.retry_policy"] = { maximum_attempts = 1 },
          }):call("app:slow")
          return { kind = err:kind(), retryable = err:retryable(), type = err:details().timeout_type }
        end }`,
    },
    activities: { "app:slow": `return function() require("time").sleep("10m") end` },
  }, async (running) => {
    assert.deepEqual(
      await run(running, "app:caller"),
      map({ kind: ascii("Timeout"), retryable: false, type: ascii("start_to_close") }),
    );
  });
});

Deno.test("a canceled workflow that ends with a Canceled error is canceled, another ends as it likes", async () => {
  const waiting = (ending: string) => `return { main = function() require("time").sleep("300ms") ${ending} end }`;
  await withWorker(place, {
    workflows: {
      "app:obedient": waiting(`return nil, errors.new({ message = "stopped", kind = errors.CANCELED })`),
      "app:stubborn": waiting(`return "done"`),
    },
  }, async ({ foreign, taskQueue }) => {
    const start = async (type: string) => {
      const handle = await foreign.workflow.start(type, { taskQueue, workflowId: crypto.randomUUID() });
      await handle.cancel();
      return handle;
    };
    const obedient = await start("app:obedient");
    const stubborn = await start("app:stubborn");
    assert.equal(await stubborn.result(), "done");
    await assert.rejects(obedient.result());
    assert.equal((await obedient.describe()).status.name, "CANCELLED");
  });
});

Deno.test("workflow.info() tells about the run", async () => {
  await withWorker(place, {
    workflows: { "app:info": `return { main = function() return require("workflow").info() end }` },
  }, async (running) => {
    const handle = await running.foreign.workflow.start("app:info", {
      taskQueue: running.taskQueue,
      workflowId: "info-größe",
    });
    const { history_size, ...info } = await handle.result();
    assert.deepEqual(info, {
      workflow_id: "info-größe",
      run_id: handle.firstExecutionRunId,
      workflow_type: "app:info",
      task_queue: running.taskQueue,
      namespace: place.namespace,
      attempt: 1,
      history_length: 3,
      continue_as_new_suggested: false,
    });
    assert.ok(history_size > 0);
  });
});

Deno.test("an unknown workflow type fails the task, and names the known ones", async () => {
  await withWorker(place, {
    workflows: { "app:known": `return function() end` },
  }, async ({ foreign, taskQueue }) => {
    const handle = await foreign.workflow.start("app:unknown", { taskQueue, workflowId: crypto.randomUUID() });
    const message = await until(async () => (await taskFailure(handle))?.message);
    assert.equal(message, 'unknown workflow type "app:unknown"; this worker knows "app:known"');
    await handle.terminate();
  });
});

Deno.test("an activity with a heartbeat timeout outlives it, and hears of its cancellation", async () => {
  const logger = new TestLogger();
  await withWorker(place, {
    logger,
    workflows: {
      "app:caller": `
        local funcs = require("funcs")
        local watched = funcs.new():with_options({ ["activity.heartbeat_timeout"] = "1s" })
        return function()
          local slow = watched:call("app:sleeps", "1500ms")
          local future = watched:async("app:sleeps", "10m")
          require("time").sleep("100ms")
          future:cancel()
          require("time").sleep("1h")
        end`,
    },
    activities: {
      "app:sleeps": `return function(d)
        local _, err = pcall(require("time").sleep, d)
        print("slept " .. d .. ": " .. tostring(err and err:kind()))
      end`,
    },
  }, async ({ foreign, taskQueue }) => {
    const handle = await foreign.workflow.start("app:caller", { taskQueue, workflowId: crypto.randomUUID() });
    await until(() => logger.records.includes("info: slept 10m: Canceled"));
    assert.ok(logger.records.includes("info: slept 1500ms: nil"));
    await handle.terminate();
  });
});
