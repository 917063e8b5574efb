import assert from "node:assert/strict";
import { AppError, ascii, type ByteString, type Data, fromLatin1, toByteString } from "../../../base/mod.ts";
import { type ActivityOptions, parseActivityOptions } from "../mod.ts";

function map(fields: Record<string, Data>): Map<ByteString, Data> {
  return new Map(Object.entries(fields).map(([key, value]) => [toByteString(key), value]));
}

function parse(fields: Record<string, Data>): ActivityOptions {
  const options = parseActivityOptions("app:charge", map(fields));
  if (options instanceof AppError) throw options;
  return options;
}

function messageOf(fields: Record<string, Data>): string {
  const error = parseActivityOptions("app:charge", map(fields));
  assert(error instanceof AppError);
  assert.equal(error.kind, "Invalid");
  assert.equal(error.retryable, false);
  const prefix = "invalid temporal activity options for app:charge: ";
  assert(error.message.startsWith(prefix), error.message);
  return error.message.slice(prefix.length);
}

Deno.test("parseActivityOptions() has ten minutes as its only default", () => {
  assert.deepEqual(parse({}), {
    startToCloseTimeout: 600_000,
    scheduleToCloseTimeout: undefined,
    scheduleToStartTimeout: undefined,
    heartbeatTimeout: undefined,
    activityId: undefined,
    taskQueue: undefined,
    waitForCancellation: false,
    disableEagerExecution: false,
    retryPolicy: undefined,
    versioningIntent: undefined,
    summary: undefined,
    priority: undefined,
  });
});

Deno.test("parseActivityOptions() reads every option", () => {
  const options = parse({
    "activity.start_to_close_timeout": ascii("5s"),
    "activity.schedule_to_close_timeout": 90_000,
    "activity.schedule_to_start_timeout": 0.5,
    "activity.heartbeat_timeout": ascii("1m30s"),
    "activity.id": ascii("charge-1"),
    "activity.task_queue": ascii("payments"),
    "activity.wait_for_cancellation": true,
    "activity.disable_eager_execution": true,
    "activity.versioning_intent": ascii("Compatible"),
    "activity.summary": fromLatin1("charge \xc3\xa9"),
    "activity.priority": map({ priority_key: 2, fairnessKey: ascii("tenant"), FAIRNESS_WEIGHT: 1.5 }),
    "activity.retry_policy": map({
      initial_interval: ascii("200ms"),
      backoffCoefficient: 1.5,
      maximumInterval: 5000,
      MAXIMUM_ATTEMPTS: 3,
      non_retryable_error_types: [ascii("Invalid"), ascii("NotFound")],
    }),
    "activity.unknown": new Map(),
  });
  assert.deepEqual(options, {
    startToCloseTimeout: 5000,
    scheduleToCloseTimeout: 90_000,
    scheduleToStartTimeout: 0.5,
    heartbeatTimeout: 90_000,
    activityId: "charge-1",
    taskQueue: "payments",
    waitForCancellation: true,
    disableEagerExecution: true,
    versioningIntent: "inherit",
    summary: "charge é",
    priority: { priorityKey: 2, fairnessKey: "tenant", fairnessWeight: 1.5 },
    retryPolicy: {
      initialInterval: 200,
      backoffCoefficient: 1.5,
      maximumInterval: 5000,
      maximumAttempts: 3,
      nonRetryableErrorTypes: ["Invalid", "NotFound"],
    },
  });
});

Deno.test("parseActivityOptions() accepts the alias, and prefers the canonical key", () => {
  assert.equal(parse({ "temporal.activity.start_to_close_timeout": ascii("7s") }).startToCloseTimeout, 7000);
  const both = { "temporal.activity.task_queue": ascii("alias"), "activity.task_queue": ascii("canonical") };
  assert.equal(parse(both).taskQueue, "canonical");
});

Deno.test("parseActivityOptions() leaves what is 0 or less in a retry policy to the server", () => {
  const policy = map({ initial_interval: 0, maximum_interval: ascii("-1s"), backoff_coefficient: 0 });
  assert.deepEqual(parse({ "activity.retry_policy": policy }).retryPolicy, {
    initialInterval: undefined,
    backoffCoefficient: undefined,
    maximumInterval: undefined,
    maximumAttempts: 0,
    nonRetryableErrorTypes: [],
  });
});

Deno.test("parseActivityOptions() makes a policy of an empty table", () => {
  assert.equal(parse({ "activity.retry_policy": new Map() }).retryPolicy?.maximumAttempts, 0);
});

Deno.test("parseActivityOptions() takes one string as a list of error types", () => {
  const retryPolicy = map({ nonRetryableErrorTypes: ascii("Invalid") });
  assert.deepEqual(parse({ "activity.retry_policy": retryPolicy }).retryPolicy?.nonRetryableErrorTypes, ["Invalid"]);
});

Deno.test("parseActivityOptions() rounds milliseconds to nanoseconds", () => {
  assert.equal(parse({ "activity.heartbeat_timeout": 1.23456789 }).heartbeatTimeout, 1.234568);
});

Deno.test("parseActivityOptions() names versioning intents by text and number", () => {
  for (const intent of ["inherit", "inherit_build_id", "compatible", 1, 3]) {
    assert.equal(
      parse({ "activity.versioning_intent": typeof intent === "string" ? toByteString(intent) : intent })
        .versioningIntent,
      "inherit",
    );
  }
  for (const intent of ["default", "use_assignment_rules", "assignment_rules", 2, 4]) {
    assert.equal(
      parse({ "activity.versioning_intent": typeof intent === "string" ? toByteString(intent) : intent })
        .versioningIntent,
      "assignment_rules",
    );
  }
  assert.equal(parse({ "activity.versioning_intent": ascii("unspecified") }).versioningIntent, undefined);
});

Deno.test("parseActivityOptions() explains every wrong value", () => {
  const retry = (fields: Record<string, Data>) => ({ "activity.retry_policy": map(fields) });
  const cases: [Record<string, Data>, string][] = [
    [{ "activity.id": 5 }, "activity.id must be a string, got number"],
    [{ "temporal.activity.summary": true }, "activity.summary must be a string, got boolean"],
    [{ "activity.task_queue": ascii("") }, "activity.task_queue cannot be empty"],
    [
      { "activity.wait_for_cancellation": ascii("yes") },
      "activity.wait_for_cancellation must be a boolean, got string",
    ],
    [
      { "activity.start_to_close_timeout": ascii("5 seconds") },
      'activity.start_to_close_timeout must be a duration string (e.g. "5s"): invalid duration "5 seconds"',
    ],
    [
      { "activity.heartbeat_timeout": true },
      "activity.heartbeat_timeout must be a duration string or milliseconds number, got boolean",
    ],
    [
      { "activity.heartbeat_timeout": Infinity },
      "activity.heartbeat_timeout must be a duration string or milliseconds number, got number",
    ],
    [{ "activity.retry_policy": ascii("3") }, "activity.retry_policy must be a table/map, got string"],
    [{ "activity.retry_policy": [1] }, "activity.retry_policy must be a table/map, got array"],
    [
      retry({ maximum_attempts: 2.5 }),
      "activity.retry_policy.maximum_attempts must be an integer (number), got 2.5",
    ],
    [
      retry({ maximumAttempts: ascii("3") }),
      "activity.retry_policy.maximum_attempts must be an integer (number), got string",
    ],
    [
      retry({ backoff_coefficient: ascii("2") }),
      "activity.retry_policy.backoff_coefficient must be a number, got string",
    ],
    [
      retry({ non_retryable_error_types: [ascii("Invalid"), 5] }),
      "activity.retry_policy.non_retryable_error_types must contain only strings, got number",
    ],
    [
      retry({ non_retryable_error_types: 5 }),
      "activity.retry_policy.non_retryable_error_types must be a string or a list of strings, got number",
    ],
    [
      { "activity.versioning_intent": toByteString("größte") },
      "activity.versioning_intent must be one of unspecified, compatible, inherit, inherit_build_id, default, " +
      'use_assignment_rules, assignment_rules, got "größte"',
    ],
    [
      { "activity.versioning_intent": ascii("newest") },
      "activity.versioning_intent must be one of unspecified, compatible, inherit, inherit_build_id, default, " +
      'use_assignment_rules, assignment_rules, got "newest"',
    ],
    [
      { "activity.priority": map({ priority_key: 1.5 }) },
      "activity.priority.priority_key must be an integer (number), got 1.5",
    ],
  ];
  for (const [fields, message] of cases) assert.equal(messageOf(fields), message);
});
