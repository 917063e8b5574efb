import { isExact } from "../../base/mod.ts";
import type { LuaValue } from "./value.ts";

/**
 * Writes a number the way `tostring` does (architecture.md §2): integers with all digits, floats with up to 14 significant
 * ones, as C's `%.14g`.
 *
 * @param value any number
 * @returns its text
 * @example
 * ```ts
 * import { equal } from "node:assert/strict";
 *
 * equal(numberText(3), "3");
 * equal(numberText(0.1 + 0.2), "0.3");
 * equal(numberText(1e100), "1e+100");
 * equal(numberText(2n ** 60n), "1152921504606846976");
 * ```
 */
export function numberText(value: number | bigint): string {
  if (typeof value === "bigint") return value.toString();
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  if (isExact(value)) return String(value);
  const [mantissa, exponent] = value.toExponential(13).split("e") as [string, string];
  const scale = Number(exponent);
  if (scale >= -4 && scale < 14) return withoutTrailingZeros(value.toFixed(13 - scale));
  return `${withoutTrailingZeros(mantissa)}e${exponent.replace(/^([+-])(\d)$/, "$10$2")}`;
}

function withoutTrailingZeros(digits: string): string {
  return digits.includes(".") ? digits.replace(/\.?0+$/, "") : digits;
}

/**
 * True for a whole number from `least` to `most`.
 *
 * @param value what a script gave
 * @param most by default the largest number that has all integers below it
 * @returns whether the value is one
 * @example
 * ```ts
 * import { equal } from "node:assert/strict";
 * import { ascii } from "../../base/mod.ts";
 *
 * equal(isIntegerIn(7, 1, 10), true);
 * equal(isIntegerIn(0.5, 0), false);
 * equal(isIntegerIn(ascii("7"), 1), false);
 * ```
 */
export function isIntegerIn(value: LuaValue, least: number, most = Number.MAX_SAFE_INTEGER): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= least && value <= most;
}
