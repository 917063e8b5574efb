import type { VersioningBehavior } from "../workflow/mod.ts";

/** What a worker needs to know (spec/temporal-config.md §7, §8). Durations are milliseconds. */
export interface WorkerSettings {
  /** As the server knows it: with the prefix of the client. */
  readonly taskQueue: string;
  /** "" is process id, host name and task queue. */
  readonly identity: string;
  readonly maxConcurrentActivities: number;
  readonly maxConcurrentWorkflowTasks: number;
  readonly activityPollers: Pollers;
  readonly workflowTaskPollers: Pollers;
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
  /** No activity is heard of less often than this. */
  readonly maxHeartbeatThrottleInterval: number;
  /** How often an activity without a heartbeat timeout is heard of. */
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

/** How many polls wait for tasks at one time: a number, or as many as the server's hints ask for, within bounds. */
export type Pollers = number | { readonly minimum: number; readonly initial: number; readonly maximum: number };

/** Worker versioning (spec/temporal-config.md §8.1). */
export interface Deployment {
  readonly name: string;
  readonly buildId: string;
  /** Of workflows that have none of their own. */
  readonly versioningBehavior: VersioningBehavior;
}
