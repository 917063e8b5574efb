import { AppError, type ByteString, type Data, text, toByteString } from "../../../base/mod.ts";
import { OptionReader } from "./option_reader.ts";
import { type SearchAttribute, typeSearchAttributes } from "./search_attributes.ts";
import {
  type Priority,
  readPriority,
  readRetryPolicy,
  readVersioningIntent,
  type RetryPolicy,
  type VersioningIntent,
} from "./shared_options.ts";
import { readVersioningOverride, type VersioningOverride } from "./versioning_override.ts";

/**
 * The options of a workflow's start (spec/temporal-workflows.md §3.2); durations in milliseconds, enumerations as
 * Temporal's numbers, undefined where unset.
 */
export interface WorkflowOptions {
  readonly id?: string;
  readonly taskQueue?: string;
  readonly executionTimeout?: number;
  readonly runTimeout?: number;
  readonly taskTimeout?: number;
  readonly idConflictPolicy?: number;
  readonly idReusePolicy?: number;
  readonly errorWhenAlreadyStarted?: boolean;
  readonly retryPolicy?: RetryPolicy;
  readonly cronSchedule?: string;
  readonly memo?: ReadonlyMap<ByteString, Data>;
  readonly searchAttributes?: ReadonlyMap<string, SearchAttribute>;
  readonly eagerStart?: boolean;
  readonly startDelay?: number;
  readonly summary?: string;
  readonly details?: string;
  readonly versioningOverride?: VersioningOverride;
  readonly priority?: Priority;
  readonly namespace?: string;
  readonly waitForCancellation?: boolean;
  readonly parentClosePolicy?: number;
  readonly versioningIntent?: VersioningIntent;
}

const CONFLICT_POLICIES = ["fail", "use_existing", "terminate_existing"];
const REUSE_POLICIES = ["allow_duplicate", "allow_duplicate_failed_only", "reject_duplicate", "terminate_if_running"];
const CLOSE_POLICIES = ["terminate", "abandon", "request_cancel"];

/**
 * Reads the options of a start (spec/temporal-workflows.md §3.2). Unknown keys are ignored; `temporal.workflow.x` is an
 * alias of `workflow.x`, which wins when both are there. All options are checked, also those that the kind of start ignores.
 *
 * @param target id of the started entry, for the message
 * @returns an error of kind Invalid for the first bad value
 */
export function parseWorkflowOptions(
  target: string,
  options: ReadonlyMap<ByteString, Data>,
): WorkflowOptions | AppError {
  const reader = new OptionReader("workflow.", (key) => {
    return options.get(toByteString(`workflow.${key}`)) ?? options.get(toByteString(`temporal.workflow.${key}`));
  });
  const aliased = (key: string, alias: string) => reader.raw(key) === undefined ? alias : key;
  try {
    return { ...readIdentity(reader), ...readRun(reader), ...readTexts(reader, aliased) };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const message = text`invalid temporal workflow options for ${target}: ${error.message}`;
    return new AppError(message, { kind: "Invalid", retryable: false });
  }
}

function readIdentity(reader: OptionReader) {
  return {
    id: reader.nonEmptyString("id"),
    idConflictPolicy: reader.enumeration("id_conflict_policy", "workflow_id_conflict_policy", CONFLICT_POLICIES),
    idReusePolicy: reader.enumeration("id_reuse_policy", "workflow_id_reuse_policy", REUSE_POLICIES),
    errorWhenAlreadyStarted: reader.boolean("execution_error_when_already_started"),
    namespace: reader.string("namespace"),
    taskQueue: reader.nonEmptyString("task_queue"),
    parentClosePolicy: reader.enumeration("parent_close_policy", "parent_close_policy", CLOSE_POLICIES),
    waitForCancellation: reader.boolean("wait_for_cancellation"),
  };
}

function readRun(reader: OptionReader) {
  return {
    executionTimeout: reader.positiveDuration("execution_timeout"),
    runTimeout: reader.positiveDuration("run_timeout"),
    taskTimeout: reader.positiveDuration("task_timeout"),
    startDelay: reader.positiveDuration("start_delay"),
    eagerStart: reader.boolean("enable_eager_start"),
    retryPolicy: readRetryPolicy(reader),
    cronSchedule: reader.string("cron_schedule"),
    priority: readPriority(reader),
    versioningIntent: readVersioningIntent(reader),
    versioningOverride: readVersioningOverride(reader),
  };
}

function readTexts(reader: OptionReader, aliased: (key: string, alias: string) => string) {
  const searchAttributes = reader.map(aliased("search_attributes", "typed_search_attributes"));
  return {
    memo: reader.map("memo"),
    searchAttributes: searchAttributes && typeSearchAttributes(searchAttributes),
    summary: reader.string(aliased("summary", "static_summary")),
    details: reader.string(aliased("details", "static_details")),
  };
}
