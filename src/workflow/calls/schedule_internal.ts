import { msToTs } from "@temporalio/common/lib/time.js";
import type { Payload, WorkflowCommand } from "../proto.ts";

/** Milliseconds; what is asked for takes none, so this is for a worker that is very busy, or a call of another server. */
const TIMEOUT = 60_000;

/**
 * The command for one of the program's own local activities: once, without retries; core records how it ends, so a replay
 * sees the same (architecture.md §1).
 */
export function scheduleInternal(seq: number, activityType: string, args: Payload[] = []): WorkflowCommand {
  return {
    scheduleLocalActivity: {
      seq,
      activityId: String(seq),
      activityType,
      attempt: 1,
      arguments: args,
      startToCloseTimeout: msToTs(TIMEOUT),
      retryPolicy: { maximumAttempts: 1 },
      localRetryThreshold: msToTs(TIMEOUT),
    },
  };
}
