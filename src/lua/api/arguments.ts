import { type ByteString, fromByteString, isByteString, text, toByteString } from "../../base/mod.ts";
import type { LuaContext } from "./context.ts";
import { LuaError } from "./lua_error.ts";
import { LuaFunction, LuaTable, type LuaValue } from "./value.ts";
import type { WaitingResult } from "./native.ts";
import { numberText } from "./numbers.ts";
import { Userdata } from "./userdata.ts";

/*
 * Checks of the arguments of native functions. A wrong type raises `bad argument #n to 'f' (…)` as Lua's own library
 * does (spec/lua-modules.md §2). Positions are 1-based and do not count `self`.
 */

/**
 * What `type(value)` says in Lua.
 *
 * @param value any value
 * @returns `nil`, `table`, `function`, `userdata`, `string`, `number` or `boolean`
 */
export function typeName(value: LuaValue): string {
  if (value === undefined) return "nil";
  if (value instanceof LuaTable) return "table";
  if (value instanceof LuaFunction) return "function";
  if (value instanceof Userdata) return "userdata";
  if (typeof value === "bigint") return "number";
  return typeof value;
}

/**
 * The error of a bad argument, to be thrown by a native function.
 *
 * @param position 1-based, without `self`
 * @param name the native's, as scripts call it
 * @param problem what is wrong
 * @returns `bad argument #1 to 'name' (problem)`
 */
export function badArgument(position: number, name: string, problem: string): LuaError {
  return new LuaError(text`bad argument #${position} to '${name}' (${problem})`);
}

/**
 * A required string; a number becomes its text, as everywhere in Lua.
 *
 * @param args all arguments of the call
 * @param position 1-based
 * @param name the native's, for the error
 * @returns the string
 * @throws {LuaError} for anything else
 * @example
 * ```ts
 * import { equal, throws } from "node:assert/strict";
 * import { ascii } from "../../base/mod.ts";
 *
 * equal(stringArgument([ascii("key"), 5], 2, "get"), "5");
 * throws(() => stringArgument([], 1, "get"), /bad argument #1 to 'get' \(string expected, got no value\)/);
 * ```
 */
export function stringArgument(args: LuaValue[], position: number, name: string): ByteString {
  const value = args[position - 1];
  if (isByteString(value)) return value;
  if (typeof value === "number" || typeof value === "bigint") return toByteString(numberText(value));
  throw wrongType(args, position, name, "string");
}

/**
 * A required string that is text, such as an id or a name.
 *
 * @param args all arguments of the call
 * @param position 1-based
 * @param name the native's, for the error
 * @returns the text; bytes that are not UTF-8 become U+FFFD
 * @throws {LuaError} as {@linkcode stringArgument}
 */
export function textArgument(args: LuaValue[], position: number, name: string): string {
  return fromByteString(stringArgument(args, position, name));
}

/**
 * A required number; text is refused, also such that spells a number.
 *
 * @param args all arguments of the call
 * @param position 1-based
 * @param name the native's, for the error
 * @returns the number; of an integer beyond ±2^53 the nearest one
 * @throws {LuaError} for anything else
 */
export function numberArgument(args: LuaValue[], position: number, name: string): number {
  const value = args[position - 1];
  if (typeof value === "number") return value;
  if (typeof value === "bigint") return Number(value);
  throw wrongType(args, position, name, "number");
}

/**
 * A required table.
 *
 * @param args all arguments of the call
 * @param position 1-based
 * @param name the native's, for the error
 * @returns the table
 * @throws {LuaError} for anything else
 */
export function tableArgument(args: LuaValue[], position: number, name: string): LuaTable {
  const value = args[position - 1];
  if (value instanceof LuaTable) return value;
  throw wrongType(args, position, name, "table");
}

/**
 * A table, or nothing.
 *
 * @param args all arguments of the call
 * @param position 1-based
 * @param name the native's, for the error
 * @returns the table, or undefined when the argument is nil or absent
 * @throws {LuaError} for anything else
 */
export function optionalTableArgument(args: LuaValue[], position: number, name: string): LuaTable | undefined {
  return args[position - 1] === undefined ? undefined : tableArgument(args, position, name);
}

/**
 * The error of an argument of another type.
 *
 * @param args all arguments of the call
 * @param position 1-based
 * @param name the native's
 * @param expected the type that it should have, as `string`
 * @returns `bad argument #1 to 'name' (string expected, got nil)`
 */
export function wrongType(args: LuaValue[], position: number, name: string, expected: string): LuaError {
  const got = position > args.length ? "no value" : typeName(args[position - 1]);
  return badArgument(position, name, text`${expected} expected, got ${got}`);
}

/**
 * Makes a method of userdata: checks `self` and hands the other arguments to `body`.
 *
 * @param self the class that the method belongs to
 * @param name for error messages
 * @param body takes the object and the arguments behind it
 * @returns the native function, for {@linkcode UserdataType}; one that waits is for {@linkcode waits} first
 */
export function method<T extends Userdata, R extends WaitingResult>(
  self: abstract new (...args: never[]) => T,
  name: string,
  body: (self: T, args: LuaValue[], context: LuaContext) => R,
): (args: LuaValue[], context: LuaContext) => R {
  return (args, context) => {
    const target = args[0];
    if (!(target instanceof self)) throw new LuaError(text`calling '${name}' on bad self`);
    return body(target, args.slice(1), context);
  };
}
