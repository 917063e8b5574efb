import { type ByteString, type Data, fromByteString, toByteString } from "../../base/mod.ts";
import type { ActivityOptions, CallCommand } from "../../modules/commands/mod.ts";
import type { RegistrationIndex } from "../registration_index.ts";
import { ActivityCancellationType } from "../enums.ts";
import { contextHeaders } from "../payload/context_headers.ts";
import type { WorkflowCommand } from "../proto.ts";
import { protoDuration, protoRetryPolicy, protoVersioningIntent, userMetadata } from "../payload/proto_options.ts";
import { toPayload } from "../payload/payload.ts";

/** What the worker decides about activities whose call does not. */
export interface ActivityDefaults {
  /** The workflow's own queue. */
  readonly taskQueue: string;
  readonly disableEagerActivities: boolean;
}

/** The options of a call over those of the called entry, key by key (spec/temporal-activities.md §4). */
export function mergedOptions(
  { target, options }: CallCommand,
  registrations: RegistrationIndex,
): ReadonlyMap<ByteString, Data> {
  const base = registrations.callOptions(target);
  if (!base) return options;
  const named = [...base, ...options].map(([key, value]): [ByteString, Data] => {
    return [toByteString(fromByteString(key).replace(/^temporal\./, "")), value];
  });
  return new Map(named);
}

/**
 * Makes the command that schedules an activity (spec/temporal-activities.md §2, §3, §7).
 *
 * @param context values that the workflow hands down; those of the call win
 */
export function scheduleActivity(
  seq: number,
  call: CallCommand,
  options: ActivityOptions,
  defaults: ActivityDefaults,
  context: ReadonlyMap<ByteString, Data>,
): WorkflowCommand {
  return {
    scheduleActivity: {
      seq,
      activityId: options.activityId ?? String(seq),
      activityType: call.target,
      taskQueue: options.taskQueue ?? defaults.taskQueue,
      headers: contextHeaders(new Map([...context, ...call.context])),
      arguments: call.args.map(toPayload),
      startToCloseTimeout: protoDuration(options.startToCloseTimeout),
      scheduleToCloseTimeout: protoDuration(options.scheduleToCloseTimeout),
      scheduleToStartTimeout: protoDuration(options.scheduleToStartTimeout),
      heartbeatTimeout: protoDuration(options.heartbeatTimeout),
      retryPolicy: protoRetryPolicy(options.retryPolicy),
      cancellationType: options.waitForCancellation
        ? ActivityCancellationType.WAIT_CANCELLATION_COMPLETED
        : ActivityCancellationType.TRY_CANCEL,
      doNotEagerlyExecute: options.disableEagerExecution || defaults.disableEagerActivities,
      versioningIntent: protoVersioningIntent(options.versioningIntent),
      priority: options.priority,
    },
    userMetadata: userMetadata(options.summary),
  };
}
