import type { WorkerOptions } from "@temporalio/worker";
import type { WorkerSettings } from "../settings/mod.ts";

/** A worker with a cache polls two queues, its own sticky one and the shared one: with fewer slots it would starve. */
const FEWEST = 2;

/** All local activities are the program's own side effects, which count in no limit of a user (architecture.md §1). */
const INTERNAL_LOCAL_ACTIVITIES = 1000;

/** Options of the SDK's worker, and the settings that had to give way to its rules. */
export interface CompiledSettings {
  readonly options: Omit<WorkerOptions, "taskQueue"> & { readonly maxConcurrentWorkflowTaskExecutions: number };
  /** Sentences without a full stop, to be told at start. */
  readonly notes: readonly string[];
}

/** Translates a worker's settings (spec/temporal-config.md §8). */
export function compileSettings(settings: WorkerSettings): CompiledSettings {
  const notes: string[] = [];
  const options = {
    buildId: settings.useVersioning ? settings.buildId : "lunation",
    workerDeploymentOptions: settings.useVersioning ? deploymentOptions(settings) : undefined,
    maxConcurrentActivityTaskExecutions: settings.maxConcurrentActivityExecutionSize,
    maxConcurrentLocalActivityExecutions: INTERNAL_LOCAL_ACTIVITIES,
    activityTaskPollerBehavior: pollerBehavior(settings, settings.maxConcurrentActivityTaskPollers),
    workflowTaskPollerBehavior: pollerBehavior(settings, settings.maxConcurrentWorkflowTaskPollers),
    ...cacheAndSlots(settings, notes),
    maxActivitiesPerSecond: settings.workerActivitiesPerSecond || undefined,
    maxTaskQueueActivitiesPerSecond: settings.taskQueueActivitiesPerSecond || undefined,
    stickyQueueScheduleToStartTimeout: settings.stickyScheduleToStartTimeout,
    shutdownGraceTime: settings.workerStopTimeout,
    maxHeartbeatThrottleInterval: settings.maxHeartbeatThrottleInterval,
    defaultHeartbeatThrottleInterval: settings.defaultHeartbeatThrottleInterval,
  };
  return { options, notes };
}

/**
 * The SDK's rules: a cache of none or at least two, and no more tasks at once than workflows fit into the cache. Without a
 * cache core evicts any workflow that waits for a local activity as soon as another one's task comes, and loses its task: so
 * there is one task at a time.
 */
function cacheAndSlots(settings: WorkerSettings, notes: string[]) {
  const { maxCachedWorkflows, maxConcurrentWorkflowTaskExecutionSize: wanted } = settings;
  const cache = maxCachedWorkflows === 1 ? FEWEST : maxCachedWorkflows;
  if (cache !== maxCachedWorkflows) {
    notes.push(`max_cached_workflows is ${FEWEST}: the SDK needs 0 or at least ${FEWEST}`);
  }
  const most = cache === undefined ? Infinity : cache || 1;
  const fewest = Math.min(most, FEWEST);
  const slots = Math.max(fewest, Math.min(most, wanted));
  if (slots !== wanted) {
    const cannotExceed = cache === 0
      ? "without a cache workflows run one by one"
      : "it cannot exceed max_cached_workflows";
    const reason = slots === most ? cannotExceed : `the SDK needs at least ${FEWEST}`;
    notes.push(`max_concurrent_workflow_task_execution_size is ${slots}, not ${wanted}: ${reason}`);
  }
  return { maxCachedWorkflows: cache, maxConcurrentWorkflowTaskExecutions: slots };
}

/** @param fixed number of polls, where the server's hints do not decide */
function pollerBehavior(
  { pollerAutoscaling }: WorkerSettings,
  fixed: number,
): WorkerOptions["activityTaskPollerBehavior"] {
  return pollerAutoscaling ? { type: "autoscaling", ...pollerAutoscaling } : { type: "simple-maximum", maximum: fixed };
}

/** Without a behavior of its own a workflow may move to newer code, as it does without versioning. */
function deploymentOptions(
  { deploymentName, buildId, defaultVersioningBehavior }: WorkerSettings,
): WorkerOptions["workerDeploymentOptions"] {
  return {
    version: { deploymentName, buildId },
    useWorkerVersioning: true,
    defaultVersioningBehavior: defaultVersioningBehavior === "pinned" ? "PINNED" : "AUTO_UPGRADE",
  };
}
