import assert from "node:assert/strict";
import { AppError, ascii, type ByteString, type Data } from "../base/mod.ts";
import { fromFailure } from "./payload/from_failure.ts";
import { fromPayload, toPayload } from "./payload/payload.ts";
import { RetryState, TimeoutType } from "./enums.ts";
import type { Failure, Payload } from "./proto.ts";
import { toFailure } from "./payload/to_failure.ts";

function outline({ message, kind, retryable, details }: AppError) {
  return { message, kind, retryable, details };
}

function details(failure: Failure): Data | undefined {
  const payloads = failure.applicationFailureInfo?.details?.payloads ?? [];
  assert.equal(payloads.length, 1);
  return fromPayload(payloads[0]!);
}

function activityFailure(cause?: Failure): Failure {
  return {
    message: "Activity task failed",
    cause,
    activityFailureInfo: { activityId: "7", retryState: RetryState.RETRY_STATE_MAXIMUM_ATTEMPTS_REACHED },
  };
}

Deno.test("toFailure() writes kind, retryability and details", () => {
  const failure = toFailure(
    new AppError("card refused", {
      kind: "Invalid",
      retryable: false,
      details: new Map([[ascii("code"), 7]]),
      stack: ["a:1"],
    }),
  );
  assert.equal(failure.message, "card refused");
  assert.equal(failure.source, "Lunation");
  assert.equal(failure.stackTrace, "a:1");
  assert.equal(failure.applicationFailureInfo?.type, "Invalid");
  assert.equal(failure.applicationFailureInfo?.nonRetryable, true);
  assert.deepEqual(
    details(failure),
    new Map([["errors", [
      new Map<ByteString, Data>([
        [ascii("msg"), ascii("card refused")],
        [ascii("kind"), ascii("Invalid")],
        [ascii("retry"), false],
        [ascii("details"), new Map([[ascii("code"), 7]])],
        [ascii("stack"), [ascii("a:1")]],
      ]),
    ]]]),
  );
});

Deno.test("toFailure() is Internal and retryable for an error that says neither", () => {
  const failure = toFailure(new AppError("oops"));
  assert.equal(failure.applicationFailureInfo?.type, "Internal");
  assert.equal(failure.applicationFailureInfo?.nonRetryable, false);
  assert.deepEqual(details(failure), new Map([["errors", [new Map([["msg", "oops"]])]]]));
});

Deno.test("toFailure() takes kind and retryability of the nearest classified cause", () => {
  const cause = new AppError("gone", { kind: "NotFound", retryable: false });
  const failure = toFailure(new AppError("gone", { context: "loading", cause }));
  assert.equal(failure.applicationFailureInfo?.type, "NotFound");
  assert.equal(failure.applicationFailureInfo?.nonRetryable, true);
  assert.equal(failure.cause?.message, "gone");
  assert.equal(failure.cause?.applicationFailureInfo?.type, "NotFound");
});

Deno.test("fromFailure() rebuilds the whole chain of errors", () => {
  const innermost = new AppError("no route", { kind: "Unavailable", retryable: true, stack: ["net.lua:3 in dial"] });
  const wrapped = new AppError("no route", { context: "größe", cause: innermost });
  const read = fromFailure(toFailure(wrapped));
  assert.deepEqual(outline(read), outline(wrapped));
  assert.equal(read.context, "größe");
  assert.equal(String(read), "größe: no route");
  assert.deepEqual(outline(read.cause!), outline(innermost));
  assert.deepEqual(read.cause!.luaStack, innermost.luaStack);
});

Deno.test("fromFailure() adds what the activity wrapper says to the details", () => {
  const inner = toFailure(new AppError("bad", { kind: "Invalid", details: new Map([[ascii("code"), 7]]) }));
  const read = fromFailure(activityFailure(inner));
  assert.equal(read.message, "bad");
  assert.deepEqual(
    read.details,
    new Map<ByteString, Data>([
      [ascii("code"), 7],
      [ascii("_wrapper"), ascii("activity")],
      [ascii("_activity_id"), ascii("7")],
      [ascii("_retry_state"), ascii("MaximumAttemptsReached")],
    ]),
  );
});

Deno.test("fromFailure() keeps details that are no map beside those of the wrapper", () => {
  const inner = toFailure(new AppError("bad", { details: [ascii("x")] }));
  assert.deepEqual((fromFailure(activityFailure(inner)).details as Map<ByteString, Data>).get(ascii("details")), ["x"]);
});

Deno.test("fromFailure() adds what the child workflow wrapper says to the details", () => {
  const read = fromFailure({
    cause: toFailure(new AppError("bad")),
    childWorkflowExecutionFailureInfo: {
      workflowExecution: { workflowId: "w", runId: "r" },
      workflowType: { name: "app:child" },
      retryState: RetryState.RETRY_STATE_NON_RETRYABLE_FAILURE,
    },
  });
  assert.deepEqual(
    read.details,
    new Map([
      ["_wrapper", "child_workflow"],
      ["_workflow_id", "w"],
      ["_workflow_type", "app:child"],
      ["_run_id", "r"],
      ["_retry_state", "NonRetryableFailure"],
    ]),
  );
});

Deno.test("fromFailure() maps the types of foreign application failures", () => {
  const read = (type: string, nonRetryable = false) =>
    outline(fromFailure({ message: "m", applicationFailureInfo: { type, nonRetryable } }));
  const expected = (kind: string, retryable = true, type?: string) => {
    return { message: "m", kind, retryable, details: type && new Map([["_type", type]]) };
  };
  assert.deepEqual(read("RateLimited"), expected("RateLimited"));
  assert.deepEqual(read("Conflict", true), expected("Conflict", false));
  assert.deepEqual(read("NotFoundError"), expected("NotFound", true, "NotFoundError"));
  assert.deepEqual(read("CardDeclined"), expected("", true, "CardDeclined"));
  assert.deepEqual(read(""), expected(""));
});

Deno.test("fromFailure() keeps foreign details: the keys of a lone object, anything else under details", () => {
  const read = (...payloads: Payload[]) =>
    outline(fromFailure({ message: "m", applicationFailureInfo: { type: "Invalid", details: { payloads } } }));
  const expected = (details?: Data) => ({ message: "m", kind: "Invalid", retryable: true, details });
  const unreadable = { metadata: { encoding: new TextEncoder().encode("binary/encrypted") } };
  assert.deepEqual(read(toPayload(new Map([[ascii("code"), 7]]))), expected(new Map([[ascii("code"), 7]])));
  assert.deepEqual(read(toPayload(ascii("x"))), expected(new Map([[ascii("details"), ascii("x")]])));
  assert.deepEqual(read(toPayload(ascii("x")), toPayload(2)), expected(new Map([[ascii("details"), [ascii("x"), 2]]])));
  assert.deepEqual(read(toPayload(undefined), unreadable), expected());
  for (const errors of [[], ["x"], [new Map()]] as Data[]) {
    assert.deepEqual(
      read(toPayload(new Map([[ascii("errors"), errors]]))),
      expected(new Map([[ascii("errors"), errors]])),
    );
  }
});

Deno.test("fromFailure() reads cancellation, termination, timeouts and panics", () => {
  assert.deepEqual(outline(fromFailure(activityFailure({ message: "x", canceledFailureInfo: {} }))), {
    message: "operation canceled",
    kind: "Canceled",
    retryable: false,
    details: new Map([["_wrapper", "activity"], ["_activity_id", "7"], ["_retry_state", "MaximumAttemptsReached"]]),
  });
  assert.deepEqual(outline(fromFailure({ terminatedFailureInfo: {} })), {
    message: "workflow terminated",
    kind: "Canceled",
    retryable: false,
    details: undefined,
  });
  const panic = fromFailure({ message: "p", stackTrace: "a\nb", applicationFailureInfo: { type: "PanicError" } });
  assert.deepEqual(outline(panic), { message: "p", kind: "Internal", retryable: false, details: undefined });
  assert.deepEqual(panic.luaStack, ["a", "b"]);
});

Deno.test("fromFailure() names the kind of timeout", () => {
  const type = (timeoutType?: number) => {
    const error = fromFailure({ message: "late", timeoutFailureInfo: { timeoutType } });
    assert.equal(error.kind, "Timeout");
    assert.equal(error.retryable, false);
    return (error.details as Map<ByteString, Data>).get(ascii("timeout_type"));
  };
  assert.equal(type(TimeoutType.TIMEOUT_TYPE_START_TO_CLOSE), "start_to_close");
  assert.equal(type(TimeoutType.TIMEOUT_TYPE_SCHEDULE_TO_START), "schedule_to_start");
  assert.equal(type(TimeoutType.TIMEOUT_TYPE_SCHEDULE_TO_CLOSE), "schedule_to_close");
  assert.equal(type(TimeoutType.TIMEOUT_TYPE_HEARTBEAT), "heartbeat");
  assert.equal(type(undefined), "unknown");
});

Deno.test("fromFailure() looks through unknown wrappers, and is Internal for the rest", () => {
  assert.equal(
    fromFailure({ message: "outer", cause: toFailure(new AppError("in", { kind: "Conflict" })) }).kind,
    "Conflict",
  );
  assert.deepEqual(outline(fromFailure({ message: "server", serverFailureInfo: {} })), {
    message: "server",
    kind: "Internal",
    retryable: undefined,
    details: undefined,
  });
  assert.equal(fromFailure(activityFailure()).kind, "Internal");
});
