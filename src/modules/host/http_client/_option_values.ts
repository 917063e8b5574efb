import {
  AppError,
  ascii,
  type ByteString,
  fromByteString,
  isByteString,
  text,
  toByteString,
} from "../../../base/mod.ts";
import { LuaTable, type LuaValue, numberText, typeName } from "../../../lua/api/mod.ts";
import { positiveSpan } from "../positive_span.ts";

const DEFAULT_TIMEOUT = 60_000;

/** The error of a bad request. */
export function invalid(message: string): AppError {
  return new AppError(text`http_client: ${message}`, { kind: "Invalid", retryable: false });
}

/** The error of an option of a wrong type. */
export function wrongOption(option: string, expected: string, value: LuaValue): AppError {
  return invalid(text`option "${option}" must be ${expected}, got ${typeName(value)}`);
}

/** @throws {AppError} for a key that is not among the known ones */
export function checkNames(options: LuaTable, known: readonly string[], prefix = ""): void {
  for (const [key] of options.entries()) {
    const name = keyText(key);
    if (!known.includes(name)) throw invalid(text`option "${prefix}${name}" is unknown; known: ${known.join(", ")}`);
  }
}

/** A key of a table as messages show it. */
export function keyText(key: LuaValue): string {
  if (isByteString(key)) return fromByteString(key);
  return typeof key === "number" || typeof key === "boolean" ? String(key) : typeName(key);
}

export function stringOption(value: LuaValue, option: string): ByteString | undefined {
  if (value === undefined || isByteString(value)) return value;
  throw wrongOption(option, "a string", value);
}

/** A string that is text. */
export function textOption(value: LuaValue, option: string): string | undefined {
  const bytes = stringOption(value, option);
  return bytes === undefined ? undefined : fromByteString(bytes);
}

export function booleanOption(value: LuaValue, option: string): boolean | undefined {
  if (value === undefined || typeof value === "boolean") return value;
  throw wrongOption(option, "a boolean", value);
}

export function tableOption(value: LuaValue, option: string): LuaTable | undefined {
  if (value === undefined || value instanceof LuaTable) return value;
  throw wrongOption(option, "a table", value);
}

/** Names and values of a table option; a list of values repeats the name. */
export function pairsOption(value: LuaValue, option: string): [ByteString, ByteString][] | undefined {
  const table = tableOption(value, option);
  if (table === undefined) return undefined;
  const result: [ByteString, ByteString][] = [];
  for (const [key, item] of table.entries()) {
    if (!isByteString(key)) throw invalid(text`option "${option}" must have string keys`);
    const items = item instanceof LuaTable ? [...item.entries()].map((pair) => pair[1]) : [item];
    for (const one of items) result.push([key, scalarText(one, `${option}.${fromByteString(key)}`)]);
  }
  return result;
}

function scalarText(value: LuaValue, option: string): ByteString {
  if (isByteString(value)) return value;
  if (typeof value === "number" || typeof value === "bigint") return toByteString(numberText(value));
  if (typeof value === "boolean") return ascii(value ? "true" : "false");
  throw wrongOption(option, "a string", value);
}

/** Milliseconds; a number counts seconds here. */
export function timeoutOption(value: LuaValue): number {
  if (value === undefined || value === 0) return DEFAULT_TIMEOUT;
  const milliseconds = positiveSpan(value);
  if (milliseconds !== undefined) return milliseconds;
  throw invalid('option "timeout" must be a positive number of seconds or a duration such as "5s"');
}

/** Bytes; 0 means the default. */
export function sizeOption(value: LuaValue, fallback: number): number {
  if (value === undefined || value === 0) return fallback;
  if (typeof value === "number" && value > 0) return value;
  throw invalid('option "max_response_body" must be a number of bytes, 0 for the default');
}
