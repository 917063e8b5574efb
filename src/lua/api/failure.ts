import { AppError, type ErrorKind, orError } from "../../base/mod.ts";
import { ErrorValue } from "./error_value.ts";
import type { NativeResult, WaitingResult } from "./native.ts";
import type { LuaValue } from "./value.ts";

/**
 * The `nil, err` that a native function returns when it cannot do what it was asked to.
 *
 * @param kind what `err:kind()` says
 * @param message what `err:message()` says, in Unicode
 * @param retryable false, as nearly everywhere (spec/lua-modules.md §2)
 * @returns the two results
 * @example
 * ```ts
 * import { equal } from "node:assert/strict";
 * import { ErrorValue } from "./error_value.ts";
 *
 * const [value, error] = failure("NotFound", "no such key");
 * equal(value, undefined);
 * equal(error instanceof ErrorValue && error.error.kind, "NotFound");
 * ```
 */
export function failure(kind: ErrorKind, message: string, retryable = false): LuaValue[] {
  return [undefined, new ErrorValue(new AppError(message, { kind, retryable }))];
}

/**
 * The result of `work`, or `nil, err` for the error of the application's world that it threw.
 *
 * @param work throws an {@linkcode AppError} when it cannot do what it was asked to; any other exception goes on
 * @param kind of the error that the script gets, which is then not retryable; without one it is the error as it is
 * @returns the results for the script
 * @example
 * ```ts
 * import { deepEqual } from "node:assert/strict";
 * import { AppError } from "../../base/mod.ts";
 *
 * deepEqual(orFailure(() => 42), 42);
 * const results = orFailure(() => {
 *   throw new AppError("no such file", { kind: "NotFound" });
 * });
 * deepEqual(Array.isArray(results) && results[0], undefined);
 * ```
 */
export function orFailure<R extends WaitingResult>(work: () => R, kind?: ErrorKind): R | NativeResult {
  const result = orError(work);
  if (!(result instanceof AppError)) return result;
  return kind === undefined ? [undefined, new ErrorValue(result)] : failure(kind, result.message);
}
