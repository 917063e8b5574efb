import type { NumberFormat } from "./format_number.ts";

const MANTISSA_BITS = 52;
const BIAS = 1023;
const view = new DataView(new ArrayBuffer(8));

/**
 * The digits of `%a` for a finite number that is not negative: `0x` is not among them.
 *
 * @param size the number
 * @param format `precision` hexadecimal digits behind the point, by default as many as the number has
 * @returns such as `1.8p+1`
 */
export function hexDigits(size: number, { flags, precision }: Pick<NumberFormat, "flags" | "precision">): string {
  view.setFloat64(0, size);
  const bits = view.getBigUint64(0);
  const biased = Number(bits >> BigInt(MANTISSA_BITS));
  const fraction = BigInt.asUintN(MANTISSA_BITS, bits);
  const exponent = size === 0 ? 0 : Math.max(biased, 1) - BIAS;
  const mantissa = biased === 0 ? fraction : fraction | 1n << BigInt(MANTISSA_BITS);
  const digits = precision ?? MANTISSA_BITS / 4;
  const scaled = roundedTo(mantissa, digits);
  const all = scaled.toString(16).padStart(digits + 1, "0");
  const [lead, rest] = [all.slice(0, all.length - digits), all.slice(all.length - digits)];
  const shown = precision === undefined ? rest.replace(/0+$/, "") : rest;
  const point = shown !== "" || flags.includes("#") ? "." : "";
  return `${lead}${point}${shown}p${exponent < 0 ? "-" : "+"}${Math.abs(exponent)}`;
}

/** The mantissa with so many hexadecimal digits behind the point; ties go to the even one. */
function roundedTo(mantissa: bigint, digits: number): bigint {
  const shift = BigInt(MANTISSA_BITS - 4 * digits);
  if (shift <= 0n) return mantissa << -shift;
  const kept = mantissa >> shift;
  const rest = mantissa - (kept << shift);
  const half = 1n << (shift - 1n);
  const isUp = rest > half || (rest === half && (kept & 1n) === 1n);
  return isUp ? kept + 1n : kept;
}
