import { AppError, type Data } from "../base/mod.ts";
import type { SendCommand, StopCommand } from "../modules/commands/mod.ts";
import type { WorkflowCommand } from "./_proto.ts";
import { toPayload } from "./payload.ts";
import { scheduleInternal } from "./_schedule_internal.ts";

/** Type of the local activity that reaches a process of this program for a workflow; workers serve it without an entry. */
export const PROCESS_ACTIVITY = "lunation.process";

/** What a workflow wants of a process that is no workflow of its own client (spec/temporal-workflows.md §8.2). */
export interface ProcessErrand {
  readonly command: SendCommand | StopCommand;
  /** Pid of the workflow, a byte string. */
  readonly from: string;
}

/** The command that has it done. */
export function scheduleErrand(seq: number, { command, from }: ProcessErrand): WorkflowCommand {
  const { type, destination } = command;
  const rest = command.type === "send" ? [command.topic, ...command.values] : [command.reason];
  return scheduleInternal(seq, PROCESS_ACTIVITY, [type, from, destination, ...rest].map(toPayload));
}

/** Reads the arguments of the activity back. */
export function readErrand([type, from, to, text, ...values]: readonly Data[]): ProcessErrand {
  const destination = String(to);
  switch (type) {
    case "send":
      return { command: { type, destination, topic: String(text), values }, from: String(from) };
    case "cancel_process":
    case "terminate_process":
      return { command: { type, destination, reason: String(text) }, from: String(from) };
    default:
      throw new AppError(`"${PROCESS_ACTIVITY}" cannot ${type}`, { kind: "Invalid", retryable: false });
  }
}
