import type { ByteString, Data } from "../../base/mod.ts";
import type { WorkflowOptions } from "../../modules/commands/mod.ts";
import type { Exit, OutgoingMessage } from "../process_handle.ts";

/** A workflow to start, with everything decided. */
export interface WorkflowStart {
  readonly workflowId: string;
  readonly workflowType: string;
  readonly taskQueue: string;
  /** Temporal's number of what becomes of the start when the id runs already; its options do not decide that. */
  readonly conflictPolicy: number;
  readonly options: WorkflowOptions;
  readonly args: readonly Data[];
  readonly context: ReadonlyMap<ByteString, Data>;
  /** Sent in the same step; not with a policy that refuses what runs already. */
  readonly signal?: OutgoingMessage;
}

/** What processes ask of a Temporal server; its errors are AppErrors. */
export interface WorkflowClient {
  /**
   * @returns id of the run that was started or that runs already
   * @throws {AppError} kind AlreadyExists when the id may not be used again, Invalid for what the server does not take
   */
  start(start: WorkflowStart): Promise<string>;
  /** @throws {AppError} kind NotFound when nothing runs under that id */
  signal(workflowId: string, message: OutgoingMessage): Promise<void>;
  /** @throws {AppError} as `signal` */
  cancel(workflowId: string, reason: string): Promise<void>;
  /** @throws {AppError} as `signal` */
  terminate(workflowId: string, reason: string): Promise<void>;
  /** As {@linkcode ProcessHandle.watch}; the latest run when `runId` is undefined. */
  watch(workflowId: string, runId: string | undefined, onExit: (exit: Exit) => void): () => void;
}
