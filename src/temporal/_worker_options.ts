import type { WorkerOptions } from "@temporalio/worker";
import type { Deployment, WorkerSettings } from "./worker_settings.ts";

/** Translates a worker's settings (contract/temporal-config.md §8). */
export function workerOptions(settings: WorkerSettings): Omit<WorkerOptions, "taskQueue"> {
  return {
    identity: settings.identity || undefined,
    buildId: settings.deployment?.buildId ?? "lunation",
    workerDeploymentOptions: settings.deployment && deploymentOptions(settings.deployment),
    maxConcurrentActivityTaskExecutions: settings.maxConcurrentActivities,
    maxConcurrentWorkflowTaskExecutions: settings.maxConcurrentWorkflowTasks,
    maxConcurrentLocalActivityExecutions: settings.maxConcurrentLocalActivities,
    activityTaskPollerBehavior: { type: "simple-maximum", maximum: settings.activityPollers },
    workflowTaskPollerBehavior: { type: "simple-maximum", maximum: settings.workflowTaskPollers },
    maxCachedWorkflows: settings.maxCachedWorkflows,
    maxActivitiesPerSecond: settings.maxActivitiesPerSecond || undefined,
    maxTaskQueueActivitiesPerSecond: settings.maxTaskQueueActivitiesPerSecond || undefined,
    stickyQueueScheduleToStartTimeout: settings.stickyScheduleToStartTimeout,
    shutdownGraceTime: settings.stopTimeout,
    maxHeartbeatThrottleInterval: settings.maxHeartbeatThrottleInterval,
    defaultHeartbeatThrottleInterval: settings.defaultHeartbeatThrottleInterval,
  };
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
