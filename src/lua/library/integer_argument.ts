import { isByteString, toLatin1 } from "../../base/mod.ts";
import { badArgument, ExactInteger, type LuaValue, wrongType } from "../api/mod.ts";

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
  const value = args[position - 1];
  if (value instanceof ExactInteger) return value.value;
  const number = isByteString(value) ? numberOf(toLatin1(value)) : value;
  if (typeof number !== "number") throw wrongType(args, position, name, "number");
  if (Number.isInteger(number) && Math.abs(number) < 2 ** 63) return number;
  throw badArgument(position, name, "number has no integer representation");
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
  const value = args[position - 1];
  if (value instanceof ExactInteger) return Number(value.value);
  const number = isByteString(value) ? numberOf(toLatin1(value)) : value;
  if (typeof number !== "number") throw wrongType(args, position, name, "number");
  return number;
}

function numberOf(text: string): number | undefined {
  const number = text.trim() === "" ? NaN : Number(text);
  return Number.isNaN(number) ? undefined : number;
}
