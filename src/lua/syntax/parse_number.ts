const DECIMAL_REGEXP = /^(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/;
const HEXADECIMAL_REGEXP = /^0[xX]([0-9a-fA-F]*)(?:\.([0-9a-fA-F]*))?(?:[pP]([-+]?\d+))?$/;

/**
 * Reads an unsigned Lua numeral: decimal or hexadecimal, with fraction and exponent.
 * Every number is a double (architecture.md §2), so long hexadecimal numerals do not wrap.
 *
 * @returns undefined when the text is not a numeral
 */
export function parseNumber(text: string): number | undefined {
  if (DECIMAL_REGEXP.test(text)) return Number(text);
  const match = HEXADECIMAL_REGEXP.exec(text);
  if (match === null) return undefined;
  const whole = match[1] ?? "";
  const fraction = match[2] ?? "";
  if (whole === "" && fraction === "") return undefined;
  const digits = whole + fraction;
  const mantissa = digits.length <= 13 ? parseInt(digits, 16) : Number(BigInt(`0x${digits}`));
  const exponent = Number(match[3] ?? 0) - 4 * fraction.length;
  return exponent === 0 ? mantissa : mantissa * 2 ** exponent;
}
