import { AppError } from "./app_error.ts";

/** The result of `make`, or the error of the application's world that it threw. */
export function orError<T>(make: () => T): T | AppError {
  try {
    return make();
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
}
