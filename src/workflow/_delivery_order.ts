import type { Job } from "./_proto.ts";
import type { WorkflowExecutor } from "./workflow_executor.ts";

/**
 * Puts the jobs of one activation into the order in which a script sees them (spec/temporal-workflows.md §11.1): start
 * and seed first, then operations that a coroutine waits for, then everything else in the order of arrival, then the ends
 * of children, then updates.
 */
export function deliveryOrder(jobs: readonly Job[], executor: WorkflowExecutor): readonly Job[] {
  if (jobs.length < 2) return jobs;
  return jobs.map((job) => ({ job, rank: rankOf(job, executor) })).sort((a, b) => a.rank - b.rank).map(({ job }) =>
    job
  );
}

function rankOf(job: Job, executor: WorkflowExecutor): number {
  if (job.initializeWorkflow || job.notifyHasPatch || job.updateRandomSeed) return 0;
  if (job.resolveActivity) return executor.awaitsActivity(job.resolveActivity.seq ?? 0) ? 1 : 2;
  if (job.fireTimer) return executor.awaitsTimer(job.fireTimer.seq ?? 0) ? 1 : 2;
  if (job.resolveChildWorkflowExecutionStart || job.resolveSignalExternalWorkflow) return 1;
  if (job.resolveRequestCancelExternalWorkflow) return 1;
  const childEnd = job.resolveChildWorkflowExecution;
  if (childEnd) return executor.children.awaitsResult(childEnd.seq ?? 0) ? 1 : 3;
  return job.doUpdate ? 4 : 2;
}
