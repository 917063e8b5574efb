import type { Data } from "../../base/mod.ts";
import { AppError } from "../../base/mod.ts";
import { OptionReader } from "./option_reader.ts";

/** The options of one activity (contract/temporal-activities.md §3); durations in milliseconds, undefined where unset. */
export interface ActivityOptions {
  /** @default 600_000 (10 minutes) */
  readonly startToCloseTimeout: number;
  readonly scheduleToCloseTimeout?: number;
  readonly scheduleToStartTimeout?: number;
  readonly heartbeatTimeout?: number;
  /** The server's choice when absent. */
  readonly activityId?: string;
  /** The workflow's own queue when absent. */
  readonly taskQueue?: string;
  readonly waitForCancellation: boolean;
  readonly disableEagerExecution: boolean;
  /** The server's default policy when absent: unlimited attempts. */
  readonly retryPolicy?: RetryPolicy;
  readonly versioningIntent?: "inherit" | "assignment_rules";
  readonly summary?: string;
  readonly priority?: Priority;
}

/** What is absent or 0 is left to the server (contract/temporal-activities.md §3.2). */
export interface RetryPolicy {
  /** Milliseconds. */
  readonly initialInterval?: number;
  readonly backoffCoefficient?: number;
  /** Milliseconds. */
  readonly maximumInterval?: number;
  /** 0 is unlimited. */
  readonly maximumAttempts: number;
  /** Error kinds that are final. */
  readonly nonRetryableErrorTypes: readonly string[];
}

export interface Priority {
  readonly priorityKey?: number;
  readonly fairnessKey?: string;
  readonly fairnessWeight?: number;
}

const DEFAULT_START_TO_CLOSE = 600_000;

const INTENTS: Readonly<Record<string, ActivityOptions["versioningIntent"]>> = {
  "0": undefined,
  "1": "inherit",
  "2": "assignment_rules",
  "3": "inherit",
  "4": "assignment_rules",
  unspecified: undefined,
  compatible: "inherit",
  inherit: "inherit",
  inherit_build_id: "inherit",
  default: "assignment_rules",
  use_assignment_rules: "assignment_rules",
  assignment_rules: "assignment_rules",
};

/**
 * Reads the options of a call that becomes an activity (contract/temporal-activities.md §3 to §3.2). Unknown keys are
 * ignored; `temporal.activity.x` is an alias of `activity.x`, which wins when both are there.
 *
 * @param target id of the called entry, for the message
 * @returns an error of kind Invalid for the first bad value
 */
export function parseActivityOptions(target: string, options: ReadonlyMap<string, Data>): ActivityOptions | AppError {
  const reader = new OptionReader("activity.", (key) => {
    return options.get(`activity.${key}`) ?? options.get(`temporal.activity.${key}`);
  });
  try {
    return readOptions(reader);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const message = `invalid temporal activity options for ${target}: ${error.message}`;
    return new AppError(message, { kind: "Invalid", retryable: false });
  }
}

function readOptions(reader: OptionReader): ActivityOptions {
  const retryPolicy = reader.table("retry_policy");
  const priority = reader.table("priority");
  return {
    startToCloseTimeout: reader.positiveDuration("start_to_close_timeout") ?? DEFAULT_START_TO_CLOSE,
    scheduleToCloseTimeout: reader.positiveDuration("schedule_to_close_timeout"),
    scheduleToStartTimeout: reader.positiveDuration("schedule_to_start_timeout"),
    heartbeatTimeout: reader.positiveDuration("heartbeat_timeout"),
    activityId: reader.string("id"),
    taskQueue: reader.nonEmptyString("task_queue"),
    waitForCancellation: reader.boolean("wait_for_cancellation") ?? false,
    disableEagerExecution: reader.boolean("disable_eager_execution") ?? false,
    retryPolicy: retryPolicy && readRetryPolicy(retryPolicy),
    versioningIntent: reader.choice("versioning_intent", INTENTS),
    summary: reader.string("summary"),
    priority: priority && {
      priorityKey: priority.integer("priority_key"),
      fairnessKey: priority.string("fairness_key"),
      fairnessWeight: priority.number("fairness_weight"),
    },
  };
}

function readRetryPolicy(reader: OptionReader): RetryPolicy {
  return {
    initialInterval: reader.positiveDuration("initial_interval"),
    backoffCoefficient: reader.number("backoff_coefficient") || undefined,
    maximumInterval: reader.positiveDuration("maximum_interval"),
    maximumAttempts: reader.integer("maximum_attempts") ?? 0,
    nonRetryableErrorTypes: reader.strings("non_retryable_error_types") ?? [],
  };
}
