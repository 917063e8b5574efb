import { integerOf } from "../../../base/mod.ts";
import { textOfNumber, toNumber } from "../support/strings.ts";
import { typeNameOf } from "../support/metatable.ts";
import { badArgument, type Raised } from "../support/raised.ts";
import { Table } from "../support/table.ts";
import type { Fn, Value } from "../support/value.ts";

/*
 * Checks of the arguments of library functions; a wrong one raises `bad argument #n to 'name' (…)`. Positions are
 * 1-based. A missing argument is reported as nil: only the caller could tell.
 */

function wrongType(value: Value, position: number, name: string, expected: string): Raised {
  return badArgument(position, name, `${expected} expected, got ${typeNameOf(value)}`);
}

export function tableAt(value: Value, position: number, name: string): Table {
  if (value instanceof Table) return value;
  throw wrongType(value, position, name, "table");
}

/** A string; a number becomes its text. */
export function stringAt(value: Value, position: number, name: string): string {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "bigint") return textOfNumber(value);
  throw wrongType(value, position, name, "string");
}

/** A number; text that spells one is converted. */
export function numberAt(value: Value, position: number, name: string): number | bigint {
  const number = typeof value === "number" ? value : toNumber(value);
  if (number === undefined) throw wrongType(value, position, name, "number");
  return number;
}

/** An integer, of a large one the nearest number: a place or a count. `otherwise` when the argument is nil. */
export function integerAt(value: Value, position: number, name: string, otherwise?: number): number {
  if (value === undefined && otherwise !== undefined) return otherwise;
  const number = typeof value === "number" ? value : numberAt(value, position, name);
  if (integerOf(number) === undefined) throw badArgument(position, name, "number has no integer representation");
  return Number(number);
}

export function functionAt(value: Value, position: number, name: string): Fn {
  if (typeof value === "function") return value;
  throw wrongType(value, position, name, "function");
}
