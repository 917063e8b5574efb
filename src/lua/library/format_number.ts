/** The flags, width and precision of a conversion of `string.format`. */
export interface NumberFormat {
  readonly flags: string;
  readonly width: number;
  readonly precision: number | undefined;
}

/** `%d`, `%i`: an integral number in decimal. */
export function formatInteger(value: bigint, format: NumberFormat): string {
  const digits = (value < 0n ? -value : value).toString().padStart(format.precision ?? 1, "0");
  return pad(signOf(value < 0n, format.flags), digits, format, format.precision === undefined);
}

/** `%u`, `%o`, `%x`, `%X`: the 64 bits of an integer without a sign. */
export function formatUnsigned(value: bigint, conversion: string, format: NumberFormat): string {
  const bits = BigInt.asUintN(64, value);
  const base = conversion === "u" ? 10 : conversion === "o" ? 8 : 16;
  const prefix = !format.flags.includes("#") || bits === 0n ? "" : base === 16 ? "0x" : base === 8 ? "0" : "";
  const text = pad(
    prefix,
    bits.toString(base).padStart(format.precision ?? 1, "0"),
    format,
    format.precision === undefined,
  );
  return conversion === "X" ? text.toUpperCase() : text;
}

/** `%a`, `%e`, `%f`, `%g` and their capitals. */
export function formatFloat(value: number, conversion: string, format: NumberFormat): string {
  const negative = value < 0 || Object.is(value, -0);
  const size = Math.abs(value);
  const sign = signOf(negative, format.flags);
  const digits = Number.isFinite(size)
    ? conversion.toLowerCase() === "a" ? hexDigits(size, format) : finiteDigits(size, conversion.toLowerCase(), format)
    : Number.isNaN(size)
    ? "nan"
    : "inf";
  const prefix = conversion.toLowerCase() === "a" && Number.isFinite(size) ? `${sign}0x` : sign;
  const text = pad(prefix, digits, format, Number.isFinite(size));
  return conversion === conversion.toUpperCase() ? text.toUpperCase() : text;
}

function finiteDigits(size: number, conversion: string, { flags, precision = 6 }: NumberFormat): string {
  if (conversion === "f") return fixed(size, precision);
  if (conversion === "e") return twoDigitExponent(size.toExponential(precision));
  const significant = Math.max(precision, 1);
  const [mantissa, exponent] = size.toExponential(significant - 1).split("e") as [string, string];
  const scale = Number(exponent);
  const trim = (digits: string) => flags.includes("#") || !digits.includes(".") ? digits : digits.replace(/\.?0+$/, "");
  if (scale < -4 || scale >= significant) return twoDigitExponent(`${trim(mantissa)}e${exponent}`);
  return trim(fixed(size, significant - 1 - scale));
}

/** As toFixed, which gives up at 1e21 and rounds ties up: C rounds them to even. */
function fixed(size: number, precision: number): string {
  if (size >= 1e21) return BigInt(size).toString() + (precision > 0 ? `.${"0".repeat(precision)}` : "");
  const rounded = size.toFixed(precision);
  // Only a number of so few binary places can lie exactly between two results; its decimal places are then as few.
  if (precision >= 100 || !Number.isInteger(size * 2 ** (precision + 1))) return rounded;
  const exact = size.toFixed(precision + 1);
  const below = exact.slice(0, precision === 0 ? -2 : -1);
  return exact.endsWith("5") && /[02468]$/.test(below) ? below : rounded;
}

function twoDigitExponent(text: string): string {
  return text.replace(/e([+-])(\d)$/, "e$10$2");
}

function signOf(negative: boolean, flags: string): string {
  return negative ? "-" : flags.includes("+") ? "+" : flags.includes(" ") ? " " : "";
}

function pad(prefix: string, digits: string, { flags, width }: NumberFormat, mayZero: boolean): string {
  const space = width - prefix.length;
  if (flags.includes("-")) return (prefix + digits).padEnd(width);
  return mayZero && flags.includes("0") ? prefix + digits.padStart(space, "0") : (prefix + digits).padStart(width);
}

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
