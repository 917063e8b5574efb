import assert from "node:assert/strict";
import { WorkflowFailedError } from "@temporalio/client";
import { ActivityFailure, ApplicationFailure, defaultPayloadConverter, RawValue } from "@temporalio/common";
import { type Running, testNamespace, withWorker } from "../support/temporal.ts";

const place = await testNamespace("conversions");

function execute({ foreign, taskQueue }: Running, type: string, ...args: unknown[]): Promise<unknown> {
  return foreign.workflow.execute(type, { taskQueue, workflowId: crypto.randomUUID(), args });
}

async function failureOf(running: Running, type: string, ...args: unknown[]): Promise<unknown> {
  const error = await execute(running, type, ...args).then((value) => assert.fail(`succeeded: ${value}`), (e) => e);
  assert.ok(error instanceof WorkflowFailedError, String(error));
  return error.cause;
}

const ECHO = `return { main = function(...)
  local value, err = require("funcs").call("app:echo", ...)
  if err then return nil, err end
  return value
end }`;

Deno.test("values of a TypeScript client come back unchanged through workflow and activity", async () => {
  await withWorker(place, {
    workflows: { "app:echo_workflow": ECHO },
    activities: { "app:echo": `return function(value) return value end` },
  }, async (running) => {
    const values = [
      null,
      true,
      0,
      -7,
      2.5,
      1e300,
      4294967296,
      "",
      "größe 🌙",
      [],
      {},
      [1, [2, []]],
      { a: { b: [{}] }, "ключ": "v" },
    ];
    for (const value of values) assert.deepEqual(await execute(running, "app:echo_workflow", value), value);
  });
});

Deno.test("integers beyond 2^53 keep their digits", async () => {
  const converter = defaultPayloadConverter;
  const json = converter.toPayload(0);
  const digits = "1234567890123456789";
  await withWorker(place, {
    workflows: { "app:text": `return function(n) return tostring(n) end` },
  }, async (running) => {
    const big = { ...json, data: new TextEncoder().encode(digits) };
    assert.equal(await execute(running, "app:text", RawValue.fromPayload(big)), digits);
  });
});

Deno.test("each argument is one value; nil, nothing and bytes have their encodings", async () => {
  await withWorker(place, {
    workflows: {
      "app:count": `return function(...) return select("#", ...) end`,
      "app:types": `return function(a, b, c) return { type(a), type(b), c and #c } end`,
      "app:time": `return function() return { at = require("time").now(), x = 1, f = print } end`,
      "app:float": `return function() return { 5.0, 0.1, 1/0 } end`,
    },
  }, async (running) => {
    assert.equal(await execute(running, "app:count"), 0);
    assert.equal(await execute(running, "app:count", 1, "b", null), 3);
    assert.deepEqual(await execute(running, "app:types", undefined, null, new Uint8Array([0, 200, 255])), [
      "nil",
      "nil",
      3,
    ]);
    assert.deepEqual(await execute(running, "app:time"), { x: 1, f: null });
    assert.deepEqual(await execute(running, "app:float"), [5, 0.1, null]);
  });
});

Deno.test("a function that returns nothing writes binary/null, a workflow that returns nothing no payload", async () => {
  await withWorker(place, {
    workflows: { "app:void": `return function() require("funcs").call("app:nothing") end` },
    activities: { "app:nothing": `return function() end` },
  }, async ({ foreign, taskQueue }) => {
    const handle = await foreign.workflow.start("app:void", { taskQueue, workflowId: crypto.randomUUID() });
    assert.equal(await handle.result(), undefined);
    const { events } = await handle.fetchHistory();
    const completed = events?.find((event) => event.activityTaskCompletedEventAttributes);
    const payloads = completed?.activityTaskCompletedEventAttributes?.result?.payloads ?? [];
    assert.deepEqual(payloads.map((p) => new TextDecoder().decode(p.metadata?.encoding)), ["binary/null"]);
    const ended = events?.at(-1)?.workflowExecutionCompletedEventAttributes;
    assert.equal(ended?.result?.payloads?.length ?? 0, 0);
  });
});

Deno.test("a payload that cannot be read fails the run", async () => {
  await withWorker(place, {
    workflows: { "app:any": `return function() end` },
  }, async (running) => {
    const encrypted = { metadata: { encoding: new TextEncoder().encode("binary/encrypted") }, data: new Uint8Array() };
    const failure = await failureOf(running, "app:any", RawValue.fromPayload(encrypted));
    assert.ok(failure instanceof ApplicationFailure);
    assert.equal(failure.message, "unsupported temporal payload encoding: binary/encrypted");
    assert.equal(failure.type, "Internal");
  });
});

Deno.test("a TypeScript client sees our failures as application failures", async () => {
  await withWorker(place, {
    workflows: {
      "app:refuse": `return function()
        return nil, errors.new({ message = "refusé", kind = errors.INVALID, retryable = false, details = { code = 7 } })
      end`,
    },
  }, async (running) => {
    const failure = await failureOf(running, "app:refuse");
    assert.ok(failure instanceof ApplicationFailure);
    assert.equal(failure.message, "refusé");
    assert.equal(failure.type, "Invalid");
    assert.equal(failure.nonRetryable, true);
    const [{ errors }] = failure.details as [{ errors: Record<string, unknown>[] }];
    const { msg, kind, retry, details } = errors[0]!;
    assert.deepEqual({ msg, kind, retry, details }, {
      msg: "refusé",
      kind: "Invalid",
      retry: false,
      details: { code: 7 },
    });
  });
});

Deno.test("errors cross from activity to workflow with kind, details, context and stack", async () => {
  await withWorker(place, {
    workflows: {
      "app:caller": `return function()
        local _, err = require("funcs").new()
          :with_options({ ["activity.retry_policy"] = { maximum_attempts = 1 } }):call("app:wraps")
        return {
          message = err:message(), text = tostring(err), kind = err:kind(), retryable = err:retryable(),
          code = err:details().code, wrapper = err:details()._wrapper, id = err:details()._activity_id,
        }
      end`,
    },
    activities: {
      "app:wraps": `return function()
        local inner = errors.new({ message = "no stock", kind = errors.CONFLICT, retryable = true, details = { code = 3 } })
        return nil, errors.wrap(inner, "reserving")
      end`,
    },
  }, async (running) => {
    assert.deepEqual(await execute(running, "app:caller"), {
      message: "no stock",
      text: "reserving: no stock",
      kind: "Conflict",
      retryable: true,
      code: 3,
      wrapper: "activity",
      id: "1",
    });
  });
});

Deno.test("an activity's failure that the workflow passes on is the run's failure", async () => {
  await withWorker(place, {
    workflows: { "app:echo_workflow": ECHO },
    activities: {
      "app:echo": `return function()
        return nil, errors.new({ message = "broken", kind = "Unavailable", retryable = false })
      end`,
    },
  }, async (running) => {
    const failure = await failureOf(running, "app:echo_workflow");
    assert.ok(failure instanceof ApplicationFailure && !(failure instanceof ActivityFailure));
    assert.equal(failure.message, "broken");
    assert.equal(failure.type, "Unavailable");
  });
});
