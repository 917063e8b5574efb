import { AppError } from "./app_error.ts";

/** What blocked operations and the call itself end with when a call is canceled (spec/temporal-activities.md §8). */
export function canceled(stack?: string[]): AppError {
  return new AppError("operation canceled", { kind: "Canceled", retryable: false, stack });
}
