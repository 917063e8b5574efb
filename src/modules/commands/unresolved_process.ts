import { AppError } from "../../base/mod.ts";

/** What is said of a destination that is neither a pid nor a registered name (spec/temporal-workflows.md §2). */
export function unresolvedProcess(destination: string): AppError {
  const message = `could not resolve '${destination}' as PID or registered name`;
  return new AppError(message, { kind: "NotFound", retryable: false });
}
