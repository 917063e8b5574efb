import { fromByteString, fromLatin1, integerOf, isByteString, isExact, toLatin1 } from "../../base/mod.ts";
import { badArgument, LuaError, type LuaValue, numberText } from "../api/mod.ts";
import { formatFloat, formatInteger, formatUnsigned, hexDigits, type NumberFormat } from "./format_number.ts";

/** The arguments of `string.format`, as the engine reads them; positions count the format itself as 1. */
export interface FormatArguments {
  /** The argument as a number, text converted. @throws when it is none */
  number(position: number): number | bigint;
  /** The argument as `tostring` gives it. @throws when there is none */
  text(position: number): string;
  /** The argument as it is. @throws when there is none */
  value(position: number): LuaValue;
  /** Told the length of what the conversions have given so far. @throws when it is too long */
  check(length: number): void;
}

const LEAST_INTEGER = -(2n ** 63n);
const CONVERSION_REGEXP = /%([-+ #0]*)(\d*)(?:\.(\d*))?(.?)/gs;

/**
 * `string.format` (spec/lua-modules.md §1: `%d %i %u %c %x %X %o %a %A %e %E %f %g %G %s %q %%`).
 *
 * @throws {LuaError} when a conversion is not known, an argument does not fit, or the result is too long
 */
export function formatText(format: string, args: FormatArguments): string {
  let position = 1;
  let size = 0;
  return format.replace(
    CONVERSION_REGEXP,
    (all, flags: string, width: string, precision: string, conversion: string) => {
      if (all === "%%") return "%";
      if (width.length > 2 || (precision?.length ?? 0) > 2 || flags.length > 5) {
        throw new LuaError("invalid format (width or precision too long)");
      }
      const spec = { flags, width: Number(width), precision: precision === undefined ? undefined : Number(precision) };
      const text = convert(conversion, spec, ++position, args, all);
      size += text.length;
      args.check(size);
      return text;
    },
  );
}

function convert(
  conversion: string,
  spec: NumberFormat,
  position: number,
  args: FormatArguments,
  all: string,
): string {
  switch (conversion) {
    case "d":
    case "i":
      return formatInteger(integerAt(args, position), spec);
    case "u":
    case "o":
    case "x":
    case "X":
      return formatUnsigned(integerAt(args, position), conversion, spec);
    case "a":
    case "A":
    case "e":
    case "E":
    case "f":
    case "F":
    case "g":
    case "G":
      return formatFloat(Number(args.number(position)), conversion, spec);
    case "c":
      return padText(String.fromCharCode(Number(integerAt(args, position) & 255n)), spec);
    case "s":
      return padText(args.text(position).slice(0, spec.precision), spec);
    case "q":
      return quote(args.value(position), position);
    default:
      throw invalidConversion(all);
  }
}

/** The conversion may hold any bytes. */
function invalidConversion(all: string): LuaError {
  const raised = fromLatin1(`invalid conversion '${all}' to 'format'`);
  return new LuaError(fromByteString(raised), raised);
}

function integerAt(args: FormatArguments, position: number): bigint {
  const value = integerOf(args.number(position));
  if (value !== undefined) return BigInt(value);
  throw new LuaError(`bad argument #${position} to 'format' (number has no integer representation)`);
}

function padText(text: string, { flags, width }: NumberFormat): string {
  return flags.includes("-") ? text.padEnd(width) : text.padStart(width);
}

/** `%q`: text that the Lua reader takes for the same value. */
function quote(value: LuaValue, position: number): string {
  if (value === undefined || typeof value === "boolean") return String(value ?? "nil");
  if (typeof value === "number" || typeof value === "bigint") return quoteNumber(value);
  if (!isByteString(value)) throw badArgument(position, "format", "value has no literal form");
  // deno-lint-ignore no-control-regex -- control characters are what must be escaped
  const escaped = toLatin1(value).replace(/["\\\n]|[\0\r\x01-\x1f\x7f](?=(\d?))/g, (character, digit?: string) => {
    if (character === '"' || character === "\\" || character === "\n") return `\\${character}`;
    const code = String(character.charCodeAt(0));
    return `\\${digit ? code.padStart(3, "0") : code}`;
  });
  return `"${escaped}"`;
}

/** Every bit of a float is kept by its hexadecimal form; infinities and NaN are written as Lua 5.4 does. */
function quoteNumber(value: number | bigint): string {
  if (value === LEAST_INTEGER) return "0x8000000000000000";
  if (typeof value === "bigint" || isExact(value)) return numberText(value);
  if (Number.isNaN(value)) return "(0/0)";
  const sign = value < 0 ? "-" : "";
  if (!Number.isFinite(value)) return `${sign}1e9999`;
  return `${sign}0x${hexDigits(Math.abs(value), { flags: "", precision: undefined })}`;
}
