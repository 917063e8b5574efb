import { AppError } from "../../../base/mod.ts";
import { LuaTable, type LuaValue, numberText, typeName } from "../../../lua/api/mod.ts";
import { positiveSpan } from "../positive_span.ts";

const DEFAULT_TIMEOUT = 60_000;

/** The error of a bad request. */
export function invalid(message: string): AppError {
  return new AppError(`http_client: ${message}`, { kind: "Invalid", retryable: false });
}

/** The error of an option of a wrong type. */
export function wrongOption(option: string, expected: string, value: LuaValue): AppError {
  return invalid(`option "${option}" must be ${expected}, got ${typeName(value)}`);
}

/** @throws {AppError} for a key that is not among the known ones */
export function checkNames(options: LuaTable, known: readonly string[], prefix = ""): void {
  for (const [key] of options.entries()) {
    const name = String(key);
    if (!known.includes(name)) throw invalid(`option "${prefix}${name}" is unknown; known: ${known.join(", ")}`);
  }
}

export function stringOption(value: LuaValue, option: string): string | undefined {
  if (value === undefined || typeof value === "string") return value;
  throw wrongOption(option, "a string", value);
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
export function pairsOption(value: LuaValue, option: string): [string, string][] | undefined {
  const table = tableOption(value, option);
  if (table === undefined) return undefined;
  const result: [string, string][] = [];
  for (const [key, item] of table.entries()) {
    if (typeof key !== "string") throw invalid(`option "${option}" must have string keys`);
    const items = item instanceof LuaTable ? [...item.entries()].map((pair) => pair[1]) : [item];
    for (const one of items) result.push([key, scalarText(one, `${option}.${key}`)]);
  }
  return result;
}

function scalarText(value: LuaValue, option: string): string {
  if (typeof value === "string") return value;
  if (typeof value === "number") return numberText(value);
  if (typeof value === "boolean") return String(value);
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
