import { AppError, type ErrorKind, orError } from "../../base/mod.ts";
import { ErrorValue } from "./error_value.ts";
import type { NativeResult } from "./native.ts";
import type { LuaValue } from "./value.ts";

/**
 * The `nil, err` that a native function returns when it cannot do what it was asked to.
 *
 * @param retryable false, as nearly everywhere (spec/lua-modules.md §2)
 */
export function failure(kind: ErrorKind, message: string, retryable = false): LuaValue[] {
  return [undefined, new ErrorValue(new AppError(message, { kind, retryable }))];
}

/**
 * The result of `work`, or `nil, err` for the error of the application's world that it threw.
 *
 * @param kind of the error that the script gets, which is then not retryable; without one it is the error as it is
 */
export function orFailure(work: () => NativeResult, kind?: ErrorKind): NativeResult {
  const result = orError(work);
  if (!(result instanceof AppError)) return result;
  return kind === undefined ? [undefined, new ErrorValue(result)] : failure(kind, result.message);
}
