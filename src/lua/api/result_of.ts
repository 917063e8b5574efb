import { AppError, type Data, fromByteString, isByteString } from "../../base/mod.ts";
import { typeName } from "./arguments.ts";
import { ErrorValue } from "./error_value.ts";
import { numberText } from "./numbers.ts";
import { toData } from "./to_data.ts";
import type { LuaValue } from "./value.ts";

/**
 * Reads what a function or workflow returned (spec/temporal-activities.md §6.2).
 *
 * @param values all results
 * @returns the first result, or undefined when there is none
 * @throws {AppError} the second result when it is an error object; kind Internal when it is a string; kind Invalid when the
 * first result cannot be encoded
 */
export function resultOf(values: LuaValue[]): Data | undefined {
  const [value, error] = values;
  if (error instanceof ErrorValue) throw error.error;
  if (isByteString(error)) throw new AppError(fromByteString(error), { kind: "Internal", retryable: false });
  return values.length === 0 ? undefined : toData(value);
}

/**
 * The failure that an uncaught Lua error means (spec/temporal-activities.md §6.2): an error object keeps kind,
 * retryability and details; everything else is Internal with unspecified retryability.
 *
 * @param value what was raised
 * @param traceback Lua frames, innermost first
 * @returns the error, with `luaStack`
 */
export function errorOf(value: LuaValue, traceback: string[]): AppError {
  if (!(value instanceof ErrorValue)) return new AppError(textOf(value), { kind: "Internal", stack: traceback });
  const { error } = value;
  if (error.luaStack !== undefined) return error;
  const { message, kind, retryable, details, cause, context } = error;
  return new AppError(message, { kind, retryable, details, cause, context, stack: traceback });
}

function textOf(value: LuaValue): string {
  if (isByteString(value)) return fromByteString(value);
  if (typeof value === "number" || typeof value === "bigint") return numberText(value);
  return typeof value === "boolean" ? String(value) : typeName(value);
}
