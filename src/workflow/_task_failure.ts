import type { Fault } from "../lua/api/mod.ts";
import { WorkflowTaskFailedCause } from "./enums.ts";
import type { Completion } from "./proto.ts";

/**
 * Fails the workflow task, not the run: the server keeps the workflow and tries again, for example with mended code
 * (spec/temporal-workflows.md §11.2).
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

/** Says which entry faulted and where; what used up its time says where by itself. */
export function describeFault(entryId: string, { message, reason, luaStack: [frame] }: Fault): string {
  const place = frame === undefined || reason === "budget" || reason === "memory" ? "" : `, at ${frame}`;
  return `workflow "${entryId}": ${message}${place}`;
}
