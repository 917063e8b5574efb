import { AppError, type Data, fromByteString, isByteString, toByteString } from "../../base/mod.ts";
import type { SendCommand, StopCommand } from "../../modules/commands/mod.ts";
import type { WorkflowCommand } from "../proto.ts";
import { toPayload } from "../payload/payload.ts";
import { scheduleInternal } from "./schedule_internal.ts";

/** Type of the local activity that reaches a process of this program for a workflow; workers serve it without an entry. */
export const PROCESS_ACTIVITY = "lunation.process";

/** What a workflow wants of a process that is no workflow of its own client (spec/temporal-workflows.md §8.2). */
export interface ProcessErrand {
  readonly command: SendCommand | StopCommand;
  /** Pid of the workflow. */
  readonly from: string;
}

/** The command that has it done. */
export function scheduleErrand(seq: number, { command, from }: ProcessErrand): WorkflowCommand {
  const { type, destination } = command;
  const [text, values] = command.type === "send" ? [command.topic, command.values] : [command.reason, []];
  const texts = [type, from, destination, text].map((each) => toByteString(each));
  return scheduleInternal(seq, PROCESS_ACTIVITY, [...texts, ...values].map((value) => toPayload(value)));
}

/** Reads the arguments of the activity back. */
export function readErrand(args: readonly Data[]): ProcessErrand {
  const [type = "", from = "", destination = "", text = ""] = args.slice(0, 4).map(textOf);
  switch (type) {
    case "send":
      return { command: { type, destination, topic: text, values: args.slice(4) }, from };
    case "cancel_process":
    case "terminate_process":
      return { command: { type, destination, reason: text }, from };
    default:
      throw new AppError(`"${PROCESS_ACTIVITY}" cannot ${type}`, { kind: "Invalid", retryable: false });
  }
}

function textOf(value: Data): string {
  return isByteString(value) ? fromByteString(value) : "";
}
