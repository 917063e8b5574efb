import { integerOf, isByteString, narrow, toLatin1 } from "../../base/mod.ts";
import { badArgument, type LuaValue, wrongType } from "../api/mod.ts";

/**
 * A required integer of a library function; text that spells one is converted.
 *
 * @param args all arguments of the call
 * @param position 1-based
 * @param name the function's, for the error
 * @returns the integer: a bigint where a number is not exact
 * @throws {LuaError} for anything else
 */
export function integerArgument(args: LuaValue[], position: number, name: string): number | bigint {
  const integer = integerOf(anyNumberArgument(args, position, name));
  if (integer === undefined) throw badArgument(position, name, "number has no integer representation");
  return integer;
}

/**
 * An integer that counts or places something: beyond ±2^53 it only matters that it is far away.
 *
 * @param args all arguments of the call
 * @param position 1-based
 * @param name the function's, for the error
 * @param otherwise for an argument that is nil
 * @returns the integer, as a number
 * @throws {LuaError} for anything else
 */
export function indexArgument(args: LuaValue[], position: number, name: string, otherwise?: number): number {
  if (otherwise !== undefined && args[position - 1] === undefined) return otherwise;
  return Number(integerArgument(args, position, name));
}

/**
 * A required number of a library function; text that spells one is converted.
 *
 * @param args all arguments of the call
 * @param position 1-based
 * @param name the function's, for the error
 * @returns the number
 * @throws {LuaError} for anything else
 */
export function floatArgument(args: LuaValue[], position: number, name: string): number {
  return Number(anyNumberArgument(args, position, name));
}

/**
 * A required number of a library function; text that spells one is converted.
 *
 * @param args all arguments of the call
 * @param position 1-based
 * @param name the function's, for the error
 * @returns the number: a bigint for an integer beyond ±2^53
 * @throws {LuaError} for anything else
 */
export function anyNumberArgument(args: LuaValue[], position: number, name: string): number | bigint {
  const value = args[position - 1];
  const number = isByteString(value) ? spelledNumber(toLatin1(value)) : value;
  if (typeof number === "number" || typeof number === "bigint") return number;
  throw wrongType(args, position, name, "number");
}

const INTEGER_REGEXP = /^\s*-?\d{16,18}\s*$/;

/**
 * The number that a text spells.
 *
 * @param text its bytes
 * @returns undefined when it spells none
 */
export function spelledNumber(text: string): number | bigint | undefined {
  if (INTEGER_REGEXP.test(text)) return narrow(BigInt(text));
  const number = text.trim() === "" ? NaN : Number(text);
  return Number.isNaN(number) ? undefined : number;
}
