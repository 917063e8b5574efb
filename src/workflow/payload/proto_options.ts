import type { temporal } from "@temporalio/proto";
import { msToTs } from "@temporalio/common/lib/time.js";
import { toByteString } from "../../base/mod.ts";
import type { RetryPolicy, SearchAttribute, VersioningIntent } from "../../modules/commands/mod.ts";
import { VersioningIntent as EncodedIntent } from "../enums.ts";
import type { Duration, Payload, WorkflowCommand } from "../proto.ts";
import { toPayload } from "./payload.ts";

/* Options of activities and workflows as Temporal's messages write them. */

export function protoDuration(milliseconds: number | undefined): Duration | undefined {
  return milliseconds === undefined ? undefined : msToTs(milliseconds);
}

export function protoRetryPolicy(policy: RetryPolicy | undefined): temporal.api.common.v1.IRetryPolicy | undefined {
  return policy && {
    initialInterval: protoDuration(policy.initialInterval),
    backoffCoefficient: policy.backoffCoefficient,
    maximumInterval: protoDuration(policy.maximumInterval),
    maximumAttempts: policy.maximumAttempts,
    nonRetryableErrorTypes: [...policy.nonRetryableErrorTypes],
  };
}

export function protoVersioningIntent(intent: VersioningIntent | undefined): number | undefined {
  return intent === "inherit" ? EncodedIntent.COMPATIBLE : intent && EncodedIntent.DEFAULT;
}

/** What people see beside the command. */
export function userMetadata(summary: string | undefined, details?: string): WorkflowCommand["userMetadata"] {
  if (summary === undefined && details === undefined) return undefined;
  return { summary: textPayload(summary), details: textPayload(details) };
}

export function protoSearchAttributes(
  attributes: ReadonlyMap<string, SearchAttribute>,
): temporal.api.common.v1.ISearchAttributes {
  const encoder = new TextEncoder();
  return {
    indexedFields: Object.fromEntries([...attributes].map(([name, { type, value }]) => {
      const { metadata, data } = toPayload(value);
      return [name, { metadata: { ...metadata, type: encoder.encode(type) }, data }];
    })),
  };
}

function textPayload(text: string | undefined): Payload | undefined {
  return text === undefined ? undefined : toPayload(toByteString(text));
}
