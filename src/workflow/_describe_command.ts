import type { WorkflowCommand } from "./proto.ts";

/** What a command was, once its run may be gone. */
export interface DescribedCommand {
  readonly kind: keyof WorkflowCommand;
  /** Of a command that schedules an activity. */
  readonly activityType?: string;
  /** What the code does with it, as in `calls "app:charge"`; names no values. */
  readonly text: string;
}

/** Describes a command for people. */
export function describeCommand(command: WorkflowCommand): DescribedCommand {
  const kind = (Object.keys(command) as (keyof WorkflowCommand)[]).find((key) => key !== "userMetadata")!;
  const activityType = command.scheduleActivity?.activityType;
  return { kind, text: describe(kind, command), ...activityType && { activityType } };
}

const PLAIN: Readonly<Partial<Record<keyof WorkflowCommand, string>>> = {
  startTimer: "starts a timer",
  cancelTimer: "stops a timer",
  requestCancelActivity: "cancels a call",
  scheduleLocalActivity: "draws a random value or reaches a local process",
  upsertWorkflowSearchAttributes: "writes search attributes",
  modifyWorkflowProperties: "writes the memo",
  updateResponse: "answers an update",
  completeWorkflowExecution: "completes the workflow",
  failWorkflowExecution: "fails the workflow",
  cancelWorkflowExecution: "ends the workflow as canceled",
  continueAsNewWorkflowExecution: "goes on in a new run",
};

function describe(kind: keyof WorkflowCommand, command: WorkflowCommand): string {
  switch (kind) {
    case "scheduleActivity":
      return `calls "${command.scheduleActivity?.activityType}"`;
    case "startChildWorkflowExecution":
      return `starts the workflow "${command.startChildWorkflowExecution?.workflowType}"`;
    case "signalExternalWorkflowExecution":
      return `sends "${command.signalExternalWorkflowExecution?.signalName}" to a workflow`;
    case "requestCancelExternalWorkflowExecution":
      return "asks a workflow to cancel";
    case "setPatchMarker":
      return `asks for the version "${command.setPatchMarker?.patchId}"`;
    default:
      return PLAIN[kind] ?? kind;
  }
}
