import { AppError, type ErrorKind } from "../../base/mod.ts";
import { ErrorValue } from "./error_value.ts";
import type { LuaValue } from "./value.ts";

/**
 * The `nil, err` that a native function returns when it cannot do what it was asked to.
 *
 * @param retryable false, as nearly everywhere (spec/lua-modules.md §2)
 */
export function failure(kind: ErrorKind, message: string, retryable = false): LuaValue[] {
  return [undefined, new ErrorValue(new AppError(message, { kind, retryable }))];
}
