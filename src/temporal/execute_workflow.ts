import { ServiceError, WorkflowExecutionAlreadyStartedError, WorkflowFailedError } from "@temporalio/client";
import { CancelledFailure, TerminatedFailure, TimeoutFailure, WorkflowNotFoundError } from "@temporalio/common";
import { AppError, type Data } from "../base/mod.ts";
import type { TemporalClient } from "./temporal_client.ts";

/** What to run. */
export interface ExecuteWorkflowOptions {
  /** The registered name, which is the entry id unless the entry says otherwise. */
  readonly type: string;
  /** With the client's prefix, as the worker polls it. */
  readonly taskQueue: string;
  /** @default a random UUID */
  readonly workflowId?: string;
  readonly args: readonly Data[];
  /** Ends the wait; the workflow goes on. */
  readonly signal?: AbortSignal;
}

/**
 * Starts a workflow and waits for its result, through retries and continued runs.
 *
 * @returns undefined when the workflow returned nothing
 * @throws {AppError} what the workflow failed with (contract/temporal-activities.md §6.4); AlreadyExists when a run with
 * that id is open; Unavailable when the server refuses the call; Canceled when `signal` aborts
 */
export async function executeWorkflow(
  client: TemporalClient,
  options: ExecuteWorkflowOptions,
): Promise<Data | undefined> {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const onAbort = () => reject(new AppError("operation canceled", { kind: "Canceled", retryable: false }));
  options.signal?.addEventListener("abort", onAbort);
  if (options.signal?.aborted) onAbort();
  try {
    const result = client.workflows.execute(options.type, {
      taskQueue: options.taskQueue,
      workflowId: options.workflowId ?? crypto.randomUUID(),
      args: [...options.args],
    });
    return await Promise.race([result, aborted]);
  } catch (error) {
    throw toAppError(error);
  } finally {
    options.signal?.removeEventListener("abort", onAbort);
  }
}

function toAppError(error: unknown): unknown {
  if (error instanceof WorkflowFailedError) return toAppError(error.cause);
  if (error instanceof WorkflowExecutionAlreadyStartedError) {
    return new AppError(`workflow "${error.workflowId}" already runs`, { kind: "AlreadyExists", retryable: false });
  }
  if (error instanceof WorkflowNotFoundError) {
    return new AppError(error.message, { kind: "NotFound", retryable: false });
  }
  if (error instanceof CancelledFailure) return canceled("operation canceled");
  if (error instanceof TerminatedFailure) return canceled("workflow terminated");
  if (error instanceof TimeoutFailure) {
    const details = new Map<string, Data>([["timeout_type", "start_to_close"]]);
    return new AppError("workflow timed out", { kind: "Timeout", retryable: false, details });
  }
  if (error instanceof ServiceError) {
    const reason = error.cause instanceof Error ? error.cause.message : error.message;
    return new AppError(reason, { kind: "Unavailable", retryable: true });
  }
  return error;
}

function canceled(message: string): AppError {
  return new AppError(message, { kind: "Canceled", retryable: false });
}
