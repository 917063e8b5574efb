import type { AppError } from "../../base/mod.ts";
import { encodeErrorChain } from "./error_chain.ts";
import { toPayload } from "./payload.ts";
import type { Failure } from "../proto.ts";

/** Names us in failures, as `source`. */
const SOURCE = "Lunation";

/**
 * Writes an error as a Temporal ApplicationFailure (spec/temporal-activities.md §6.3): type is the kind, details hold
 * the whole chain of causes.
 */
export function toFailure(error: AppError): Failure {
  return {
    ...outline(error),
    applicationFailureInfo: {
      type: effective(error, (e) => e.kind || undefined) ?? "Internal",
      nonRetryable: effective(error, (e) => e.retryable) === false,
      details: { payloads: [toPayload(encodeErrorChain(error))] },
    },
  };
}

/** Message, stack and causes, for people who look at the history. */
function outline(error: AppError): Failure {
  return {
    message: error.message,
    source: SOURCE,
    stackTrace: error.luaStack?.join("\n") ?? "",
    cause: error.cause && {
      ...outline(error.cause),
      applicationFailureInfo: { type: error.cause.kind || "Internal", nonRetryable: error.cause.retryable === false },
    },
  };
}

/** A wrapper without its own kind or retryability shows those of the nearest classified cause. */
function effective<T>(error: AppError, read: (error: AppError) => T | undefined): T | undefined {
  for (let e: AppError | undefined = error; e; e = e.cause) {
    const value = read(e);
    if (value !== undefined) return value;
  }
  return undefined;
}
