import { AppError } from "./app_error.ts";

/**
 * Takes the text of something that was thrown.
 *
 * @returns the message of an error; anything else as text
 */
export function errorText(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

/**
 * Makes an error of something that was thrown.
 *
 * @returns the error itself; anything else becomes the message of a new one
 */
export function toError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}

/**
 * Calls a function that may throw an error of the application's world.
 *
 * @returns the result, or the AppError that was thrown
 * @throws anything else that the function throws
 */
export function orError<T>(make: () => T): T | AppError {
  try {
    return make();
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
}
