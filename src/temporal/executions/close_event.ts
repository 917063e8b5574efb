import type { temporal } from "@temporalio/proto";
import { AppError, ascii, type ByteString, type Data } from "../../base/mod.ts";
import type { Exit } from "../../processes/mod.ts";
import { fromFailure, timestampNanoseconds } from "../../workflow/mod.ts";
import { answerOf } from "./payloads.ts";

type HistoryEvent = temporal.api.history.v1.IHistoryEvent;

/** What the last event of a run says: how it ended, or which run goes on for it. */
export type Closing = { readonly exit: Exit } | { readonly nextRunId: string };

/** Reads the event that closes a run (spec/temporal-workflows.md §5); undefined for any other event. */
export function closingOf(event: HistoryEvent): Closing | undefined {
  const next =
    (event.workflowExecutionContinuedAsNewEventAttributes ?? event.workflowExecutionCompletedEventAttributes ??
      event.workflowExecutionFailedEventAttributes ?? event.workflowExecutionTimedOutEventAttributes)
      ?.newExecutionRunId;
  if (next) return { nextRunId: next };
  const at = timestampNanoseconds(event.eventTime ?? {});
  const { workflowExecutionCompletedEventAttributes: completed, workflowExecutionFailedEventAttributes: failed } =
    event;
  if (completed) return { exit: { at, ...answerOf(completed.result) } };
  if (failed) return { exit: { at, error: fromFailure(failed.failure ?? {}) } };
  if (event.workflowExecutionTimedOutEventAttributes) return { exit: { at, error: timedOut() } };
  if (event.workflowExecutionCanceledEventAttributes) return { exit: { at, error: canceled("operation canceled") } };
  if (event.workflowExecutionTerminatedEventAttributes) return { exit: { at, error: canceled("workflow terminated") } };
}

function timedOut(): AppError {
  const details = new Map<ByteString, Data>([[ascii("timeout_type"), ascii("start_to_close")]]);
  return new AppError("workflow timed out", { kind: "Timeout", retryable: false, details });
}

function canceled(message: string): AppError {
  return new AppError(message, { kind: "Canceled", retryable: false });
}
