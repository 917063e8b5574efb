import { msToTs } from "@temporalio/common/lib/time.js";
import { AppError, type Data } from "../base/mod.ts";
import type { SendCommand, StopCommand } from "../modules/commands/mod.ts";
import type { WorkflowCommand } from "./_proto.ts";
import { toPayload } from "./payload.ts";

/** Type of the local activity that reaches a process of this program for a workflow; workers serve it without an entry. */
export const PROCESS_ACTIVITY = "lunation.process";

/** Milliseconds; a process here takes a message at once, a workflow of another client after a call. */
const TIMEOUT = 60_000;

/** What a workflow wants of a process that is no workflow of its own client. */
export type ProcessErrand =
  & {
    /** Pid of the workflow, a byte string. */
    readonly from: string;
    readonly destination: string;
  }
  & ({ readonly type: "send"; readonly topic: string; readonly values: readonly Data[] } | {
    readonly type: StopCommand["type"];
    readonly reason: string;
  });

/**
 * The command that has it done: once, without retries; success and failure are recorded, so a replay sees the same
 * (contract/temporal-workflows.md §8.2).
 */
export function scheduleErrand(seq: number, command: SendCommand | StopCommand, from: string): WorkflowCommand {
  const { type, destination } = command;
  const rest = command.type === "send" ? [command.topic, ...command.values] : [command.reason];
  return {
    scheduleLocalActivity: {
      seq,
      activityId: String(seq),
      activityType: PROCESS_ACTIVITY,
      attempt: 1,
      arguments: [type, from, destination, ...rest].map(toPayload),
      startToCloseTimeout: msToTs(TIMEOUT),
      retryPolicy: { maximumAttempts: 1 },
      localRetryThreshold: msToTs(TIMEOUT),
    },
  };
}

/** Reads the arguments of the activity back. */
export function readErrand([type, from, destination, text, ...values]: readonly Data[]): ProcessErrand {
  const common = { from: String(from), destination: String(destination) };
  if (type === "send") return { ...common, type, topic: String(text), values };
  if (type === "cancel_process" || type === "terminate_process") return { ...common, type, reason: String(text) };
  throw new AppError(`"${PROCESS_ACTIVITY}" cannot ${type}`, { kind: "Invalid", retryable: false });
}
