import type { AppError, ByteString, Data } from "../../base/mod.ts";

/** An activity that has not ended. */
export interface PendingActivity {
  readonly id: string;
  readonly type: string;
  /** `scheduled`, `started`, `cancel_requested`, `paused` … */
  readonly state: string;
  /** The number of the attempt that runs, or that is next. */
  readonly attempt: number;
  /** 0 is unlimited. */
  readonly maximumAttempts: number;
  /** When the next attempt begins, while none runs. */
  readonly nextAttemptAt?: Date;
  /** What the attempt before failed with. */
  readonly lastFailure?: AppError;
}

/** A timer that has not fired. */
export interface PendingTimer {
  readonly id: string;
  readonly firesAt: Date;
}

/** A child workflow that has not ended. */
export interface PendingChild {
  readonly workflowId: string;
  readonly runId: string;
  readonly type: string;
}

/** What the server knows of a workflow without its history. */
export interface WorkflowOutline {
  readonly workflowId: string;
  readonly runId: string;
  readonly type: string;
  readonly taskQueue: string;
  /** `running`, `completed`, `failed`, `canceled`, `terminated`, `continued_as_new`, `timed_out`. */
  readonly status: string;
  readonly startedAt?: Date;
  readonly closedAt?: Date;
  readonly parent?: { readonly workflowId: string; readonly runId: string };
  /** How many events its history has. */
  readonly events: number;
  readonly memo: ReadonlyMap<ByteString, Data>;
  readonly searchAttributes: ReadonlyMap<ByteString, Data>;
  readonly activities: readonly PendingActivity[];
  readonly children: readonly PendingChild[];
}

/** What a workflow is at. */
export interface WorkflowDescription extends WorkflowOutline {
  readonly timers: readonly PendingTimer[];
  /** What the workflow's code failed its last task with, which is tried again and again: the code is to be mended. */
  readonly taskFailure?: AppError;
}
