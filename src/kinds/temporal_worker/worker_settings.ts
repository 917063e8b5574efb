import type { WorkerSettings } from "../../temporal/mod.ts";
import type { TemporalWorkerConfig } from "./schema.ts";

/**
 * What Temporal's side needs of a worker's options; how long activities may go on after a stop is decided with the
 * configuration file.
 *
 * @param taskQueue with the prefix of the worker's client
 */
export function workerSettings(
  { worker_options: options }: TemporalWorkerConfig,
  taskQueue: string,
): Omit<WorkerSettings, "stopTimeout"> {
  return {
    taskQueue,
    identity: options.identity,
    maxConcurrentActivities: options.max_concurrent_activity_execution_size,
    maxConcurrentWorkflowTasks: options.max_concurrent_workflow_task_execution_size,
    activityPollers: options.poller_autoscaling ?? options.max_concurrent_activity_task_pollers,
    workflowTaskPollers: options.poller_autoscaling ?? options.max_concurrent_workflow_task_pollers,
    maxCachedWorkflows: options.max_cached_workflows,
    maxActivitiesPerSecond: options.worker_activities_per_second,
    maxTaskQueueActivitiesPerSecond: options.task_queue_activities_per_second,
    stickyScheduleToStartTimeout: options.sticky_schedule_to_start_timeout,
    deadlockTimeout: options.deadlock_detection_timeout,
    maxHeartbeatThrottleInterval: options.max_heartbeat_throttle_interval,
    defaultHeartbeatThrottleInterval: options.default_heartbeat_throttle_interval,
    printInReplay: options.enable_logging_in_replay,
    activitiesOnly: options.disable_workflow_worker,
    workflowsOnly: options.local_activity_worker_only,
    disableEagerActivities: options.disable_eager_activities,
    deployment: deployment(options),
  };
}

/** Without a behavior of its own a workflow may move to newer code, as it does without versioning. */
function deployment(options: TemporalWorkerConfig["worker_options"]): WorkerSettings["deployment"] {
  if (!options.use_versioning) return undefined;
  const versioningBehavior = options.default_versioning_behavior || "auto_upgrade";
  return { name: options.deployment_name, buildId: options.build_id, versioningBehavior };
}
