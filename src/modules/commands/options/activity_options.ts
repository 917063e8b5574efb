import { AppError, type ByteString, type Data, text, toByteString } from "../../../base/mod.ts";
import { OptionReader } from "./option_reader.ts";
import {
  type Priority,
  readPriority,
  readRetryPolicy,
  readVersioningIntent,
  type RetryPolicy,
  type VersioningIntent,
} from "./shared_options.ts";

/** The options of one activity (spec/temporal-activities.md §3); durations in milliseconds, undefined where unset. */
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
  readonly versioningIntent?: VersioningIntent;
  readonly summary?: string;
  readonly priority?: Priority;
}

const DEFAULT_START_TO_CLOSE = 600_000;

/**
 * Reads the options of a call that becomes an activity (spec/temporal-activities.md §3 to §3.2). Unknown keys are
 * ignored; `temporal.activity.x` is an alias of `activity.x`, which wins when both are there.
 *
 * @param target id of the called entry, for the message
 * @returns an error of kind Invalid for the first bad value
 */
export function parseActivityOptions(
  target: string,
  options: ReadonlyMap<ByteString, Data>,
): ActivityOptions | AppError {
  const reader = new OptionReader("activity.", (key) => {
    return options.get(toByteString(`activity.${key}`)) ?? options.get(toByteString(`temporal.activity.${key}`));
  });
  try {
    return readOptions(reader);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const message = text`invalid temporal activity options for ${target}: ${error.message}`;
    return new AppError(message, { kind: "Invalid", retryable: false });
  }
}

function readOptions(reader: OptionReader): ActivityOptions {
  return {
    startToCloseTimeout: reader.positiveDuration("start_to_close_timeout") ?? DEFAULT_START_TO_CLOSE,
    scheduleToCloseTimeout: reader.positiveDuration("schedule_to_close_timeout"),
    scheduleToStartTimeout: reader.positiveDuration("schedule_to_start_timeout"),
    heartbeatTimeout: reader.positiveDuration("heartbeat_timeout"),
    activityId: reader.string("id"),
    taskQueue: reader.nonEmptyString("task_queue"),
    waitForCancellation: reader.boolean("wait_for_cancellation") ?? false,
    disableEagerExecution: reader.boolean("disable_eager_execution") ?? false,
    retryPolicy: readRetryPolicy(reader),
    versioningIntent: readVersioningIntent(reader),
    summary: reader.string("summary"),
    priority: readPriority(reader),
  };
}
