import type { WorkerOptions } from "@temporalio/worker";
import type { Deployment, Pollers, WorkerSettings } from "./worker_settings.ts";

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
    buildId: settings.deployment?.buildId ?? "lunation",
    workerDeploymentOptions: settings.deployment && deploymentOptions(settings.deployment),
    maxConcurrentActivityTaskExecutions: settings.maxConcurrentActivities,
    maxConcurrentLocalActivityExecutions: INTERNAL_LOCAL_ACTIVITIES,
    activityTaskPollerBehavior: pollerBehavior(settings.activityPollers),
    workflowTaskPollerBehavior: pollerBehavior(settings.workflowTaskPollers),
    ...cacheAndSlots(settings, notes),
    maxActivitiesPerSecond: settings.maxActivitiesPerSecond || undefined,
    maxTaskQueueActivitiesPerSecond: settings.maxTaskQueueActivitiesPerSecond || undefined,
    stickyQueueScheduleToStartTimeout: settings.stickyScheduleToStartTimeout,
    shutdownGraceTime: settings.stopTimeout,
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
function cacheAndSlots({ maxCachedWorkflows, maxConcurrentWorkflowTasks }: WorkerSettings, notes: string[]) {
  const cache = maxCachedWorkflows === 1 ? FEWEST : maxCachedWorkflows;
  if (cache !== maxCachedWorkflows) {
    notes.push(`max_cached_workflows is ${FEWEST}: the SDK needs 0 or at least ${FEWEST}`);
  }
  const most = cache === undefined ? Infinity : cache || 1;
  const fewest = Math.min(most, FEWEST);
  const slots = Math.max(fewest, Math.min(most, maxConcurrentWorkflowTasks));
  if (slots !== maxConcurrentWorkflowTasks) {
    const cannotExceed = cache === 0
      ? "without a cache workflows run one by one"
      : "it cannot exceed max_cached_workflows";
    const reason = slots === most ? cannotExceed : `the SDK needs at least ${FEWEST}`;
    notes.push(`max_concurrent_workflow_task_execution_size is ${slots}, not ${maxConcurrentWorkflowTasks}: ${reason}`);
  }
  return { maxCachedWorkflows: cache, maxConcurrentWorkflowTaskExecutions: slots };
}

function pollerBehavior(pollers: Pollers): WorkerOptions["activityTaskPollerBehavior"] {
  return typeof pollers === "number"
    ? { type: "simple-maximum", maximum: pollers }
    : { type: "autoscaling", ...pollers };
}

function deploymentOptions(
  { name, buildId, versioningBehavior }: Deployment,
): WorkerOptions["workerDeploymentOptions"] {
  return {
    version: { deploymentName: name, buildId },
    useWorkerVersioning: true,
    defaultVersioningBehavior: versioningBehavior === "pinned" ? "PINNED" : "AUTO_UPGRADE",
  };
}
