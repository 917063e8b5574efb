/** What a worker needs to know (contract/temporal-config.md §7, §8). Durations are milliseconds. */
export interface WorkerSettings {
  /** Without the client's prefix. */
  readonly taskQueue: string;
  /** "" is process id and host name. */
  readonly identity: string;
  readonly maxConcurrentActivities: number;
  readonly maxConcurrentWorkflowTasks: number;
  readonly maxConcurrentLocalActivities: number;
  readonly activityPollers: number;
  readonly workflowTaskPollers: number;
  /** Workflows kept between their tasks; 0 replays every task from the start; undefined lets the SDK decide by memory. */
  readonly maxCachedWorkflows: number | undefined;
  /** 0 is unlimited. */
  readonly maxActivitiesPerSecond: number;
  /** 0 is unlimited. */
  readonly maxTaskQueueActivitiesPerSecond: number;
  readonly stickyScheduleToStartTimeout: number;
  /** How long running activities may go on after a stop before they are canceled. */
  readonly stopTimeout: number;
  /** How long a workflow task may run without yielding. */
  readonly deadlockTimeout: number;
  readonly maxHeartbeatThrottleInterval: number;
  readonly defaultHeartbeatThrottleInterval: number;
  readonly printInReplay: boolean;
  /** No workflow tasks are polled. */
  readonly activitiesOnly: boolean;
  /** No remote activities are polled. */
  readonly workflowsOnly: boolean;
  readonly disableEagerActivities: boolean;
  /** Undefined: the worker takes part in no versioning. */
  readonly deployment: Deployment | undefined;
}

/** Worker versioning (contract/temporal-config.md §8.1). */
export interface Deployment {
  readonly name: string;
  readonly buildId: string;
  readonly versioningBehavior: "pinned" | "auto_upgrade";
}
