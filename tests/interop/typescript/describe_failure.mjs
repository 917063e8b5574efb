import { ApplicationFailure, CancelledFailure, TimeoutFailure } from "@temporalio/common";

/** What came across Temporal, without the wrappers of workflow, activity and child (tests/interop/_peer.ts). */
export function describeFailure(error) {
  for (let cause = error; cause; cause = cause.cause) {
    if (cause instanceof ApplicationFailure) return application(cause);
    if (cause instanceof CancelledFailure) return { kind: "canceled", message: cause.message };
    if (cause instanceof TimeoutFailure) {
      return { kind: "timeout", message: cause.message, timeoutType: timeoutType(cause.timeoutType) };
    }
  }
  return { kind: "other", message: error.message };
}

function application({ message, type, nonRetryable, details }) {
  return {
    kind: "application",
    message,
    type: type ?? undefined,
    nonRetryable: nonRetryable || undefined,
    details: details?.length > 0 ? details : undefined,
  };
}

/** `starttoclose`, as Go prints it, for START_TO_CLOSE. */
function timeoutType(name) {
  return name.replaceAll("_", "").toLowerCase();
}
