import { isByteString, parseDuration, toLatin1 } from "../../base/mod.ts";
import type { LuaValue } from "../../lua/api/mod.ts";

/**
 * Reads a span of time that an option gives: a number of seconds or a Go duration such as "5m".
 *
 * @returns milliseconds, more than 0 and finite; undefined for everything else
 */
export function positiveSpan(value: LuaValue): number | undefined {
  const milliseconds = typeof value === "number"
    ? value * 1000
    : isByteString(value)
    ? (parseDuration(toLatin1(value)) ?? NaN) / 1e6
    : NaN;
  return milliseconds > 0 && Number.isFinite(milliseconds) ? milliseconds : undefined;
}
