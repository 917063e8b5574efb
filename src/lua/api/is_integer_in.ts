import type { LuaValue } from "./value.ts";

/**
 * True for a whole number from `least` to `most`.
 *
 * @param most by default the largest number that has all integers below it
 */
export function isIntegerIn(value: LuaValue, least: number, most = Number.MAX_SAFE_INTEGER): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= least && value <= most;
}
