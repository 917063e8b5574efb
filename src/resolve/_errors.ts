import { AppError, type ErrorKind } from "../base/mod.ts";

/** Errors of the environment are never retryable (spec/env.md §3.1). */
export function envError(kind: ErrorKind, message: string): AppError {
  return new AppError(message, { kind, retryable: false });
}

/** The error of a storage that nobody may write to. */
export function readOnly(): AppError {
  return envError("PermissionDenied", "storage is read-only");
}
