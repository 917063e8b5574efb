import { isGrpcServiceError } from "@temporalio/client";
import { AppError, type ErrorKind } from "../base/mod.ts";

/** What the statuses of gRPC mean to an application; the others are the server's trouble. */
const KINDS: Readonly<Record<number, ErrorKind>> = {
  1: "Canceled",
  3: "Invalid",
  4: "Timeout",
  5: "NotFound",
  6: "AlreadyExists",
  7: "PermissionDenied",
  8: "RateLimited",
  9: "Conflict",
  12: "Invalid",
  14: "Unavailable",
  16: "PermissionDenied",
};

/** Kinds of errors that pass. */
const PASSING: readonly ErrorKind[] = ["Timeout", "RateLimited", "Unavailable"];

/**
 * What a failed call of Temporal's API is to an application (spec/temporal-activities.md §6.1); anything but an answer
 * of the server is returned as it is.
 */
export function serviceError(error: unknown): unknown {
  if (!isGrpcServiceError(error)) return error;
  const kind = KINDS[error.code] ?? "Unavailable";
  return new AppError(error.details || error.message, { kind, retryable: PASSING.includes(kind) });
}
