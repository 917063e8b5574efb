import { MAX_EXACT, narrow, wrap } from "../../base/mod.ts";

const DECIMAL_REGEXP = /^(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/;
const INTEGER_REGEXP = /^\d+$/;
const MOST_INTEGER = 2n ** 63n - 1n;
const HEXADECIMAL_REGEXP = /^0[xX]([0-9a-fA-F]*)(?:\.([0-9a-fA-F]*))?(?:[pP]([-+]?\d+))?$/;

/**
 * Reads an unsigned Lua numeral: decimal or hexadecimal, with fraction and exponent.
 * An integer beyond ±2^53 is a bigint; a hexadecimal one keeps its lowest 64 bits, a decimal one that has more is a float.
 *
 * @param isNegative a sign stands before it: 2^63 still is an integer
 * @returns undefined when the text is not a numeral
 */
export function parseNumber(text: string, isNegative = false): number | bigint | undefined {
  if (DECIMAL_REGEXP.test(text)) return parseDecimal(text, isNegative ? MOST_INTEGER + 1n : MOST_INTEGER);
  const match = HEXADECIMAL_REGEXP.exec(text);
  if (match === null) return undefined;
  const whole = match[1] ?? "";
  const fraction = match[2] ?? "";
  if (whole === "" && fraction === "") return undefined;
  if (match[2] === undefined && match[3] === undefined) return wrap(BigInt(`0x${whole}`));
  const digits = whole + fraction;
  const mantissa = digits.length <= 13 ? parseInt(digits, 16) : Number(BigInt(`0x${digits}`));
  const exponent = Number(match[3] ?? 0) - 4 * fraction.length;
  return exponent === 0 ? mantissa : mantissa * 2 ** exponent;
}

function parseDecimal(text: string, most: bigint): number | bigint {
  const value = Number(text);
  if (value < MAX_EXACT || !INTEGER_REGEXP.test(text)) return value;
  const integer = BigInt(text);
  return integer > most ? value : narrow(integer);
}
