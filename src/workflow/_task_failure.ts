import type { Fault } from "../lua/mod.ts";
import { WorkflowTaskFailedCause } from "./_enums.ts";
import type { Completion } from "./_proto.ts";

/**
 * Fails the workflow task, not the run: the server keeps the workflow and tries again, for example with mended code
 * (contract/temporal-workflows.md §11.2).
 *
 * @param stack Lua frames, or the JavaScript stack of a bug of ours
 */
export function failTask(runId: string, message: string, stack = ""): Completion {
  return {
    runId,
    failed: {
      failure: {
        message,
        source: "Lunation",
        stackTrace: stack,
        applicationFailureInfo: { type: "WorkflowTaskFailure" },
      },
      forceCause: WorkflowTaskFailedCause.WORKFLOW_TASK_FAILED_CAUSE_WORKFLOW_WORKER_UNHANDLED_FAILURE,
    },
  };
}

/** Says which entry faulted and where. */
export function describeFault(entryId: string, fault: Fault): string {
  const frame = fault.luaStack[0];
  return `workflow "${entryId}": ${fault.message}${frame === undefined ? "" : `, at ${frame}`}`;
}
