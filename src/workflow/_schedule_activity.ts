import type { temporal } from "@temporalio/proto";
import { msToTs } from "@temporalio/common/lib/time.js";
import { type Data, toByteString } from "../base/mod.ts";
import type { ActivityOptions, CallCommand, RetryPolicy } from "../modules/commands/mod.ts";
import { ActivityCancellationType, VersioningIntent } from "./_enums.ts";
import type { Duration, WorkflowCommand } from "./_proto.ts";
import { toPayload } from "./payload.ts";

/** What the worker decides about activities whose call does not. */
export interface ActivityDefaults {
  /** The workflow's own queue. */
  readonly taskQueue: string;
  readonly disableEagerExecution: boolean;
  /** Options that an entry gives to calls of it. */
  callOptions(entryId: string): ReadonlyMap<string, Data> | undefined;
}

/** The options of a call over those of the called entry, key by key (contract/temporal-activities.md §4). */
export function mergedOptions({ target, options }: CallCommand, defaults: ActivityDefaults): ReadonlyMap<string, Data> {
  const base = defaults.callOptions(target);
  return base ? new Map([...base, ...options].map(([key, value]) => [key.replace(/^temporal\./, ""), value])) : options;
}

/** Makes the command that schedules an activity (contract/temporal-activities.md §2, §3, §7). */
export function scheduleActivity(
  seq: number,
  call: CallCommand,
  options: ActivityOptions,
  defaults: ActivityDefaults,
): WorkflowCommand {
  const { waitForCancellation, versioningIntent, summary } = options;
  return {
    scheduleActivity: {
      seq,
      activityId: options.activityId ?? String(seq),
      activityType: call.target,
      taskQueue: options.taskQueue ?? defaults.taskQueue,
      headers: call.context.size > 0 ? { "wippy-context": toPayload(new Map(call.context)) } : {},
      arguments: call.args.map(toPayload),
      startToCloseTimeout: duration(options.startToCloseTimeout),
      scheduleToCloseTimeout: duration(options.scheduleToCloseTimeout),
      scheduleToStartTimeout: duration(options.scheduleToStartTimeout),
      heartbeatTimeout: duration(options.heartbeatTimeout),
      retryPolicy: options.retryPolicy && retryPolicy(options.retryPolicy),
      cancellationType: waitForCancellation
        ? ActivityCancellationType.WAIT_CANCELLATION_COMPLETED
        : ActivityCancellationType.TRY_CANCEL,
      doNotEagerlyExecute: options.disableEagerExecution || defaults.disableEagerExecution,
      versioningIntent: versioningIntent === "inherit"
        ? VersioningIntent.COMPATIBLE
        : versioningIntent && VersioningIntent.DEFAULT,
      priority: options.priority,
    },
    userMetadata: summary === undefined ? undefined : { summary: toPayload(toByteString(summary)) },
  };
}

function retryPolicy(policy: RetryPolicy): temporal.api.common.v1.IRetryPolicy {
  return {
    initialInterval: duration(policy.initialInterval),
    backoffCoefficient: policy.backoffCoefficient,
    maximumInterval: duration(policy.maximumInterval),
    maximumAttempts: policy.maximumAttempts,
    nonRetryableErrorTypes: [...policy.nonRetryableErrorTypes],
  };
}

function duration(milliseconds: number | undefined): Duration | undefined {
  return milliseconds === undefined ? undefined : msToTs(milliseconds);
}
