import type { Userdata } from "../../api/mod.ts";
import type { Table } from "./table.ts";

/**
 * A Lua value inside the engine. Functions are plain JavaScript functions, so that calling one costs nothing extra; they
 * get handles only at the boundary (handles.ts). A bigint is an integer beyond ±2^53 (base/int64.ts).
 */
export type Value = undefined | boolean | number | bigint | string | Table | Fn | Userdata;

/** What a call gives: one value as it is, any other number of values as an array, or {@linkcode SUSPENDED}. */
export type Result = Value | Value[];

export type Fn = (...args: Value[]) => Result;

/**
 * What a call gives when the running coroutine must stop: each frame on the way out saves itself and passes it on. It is an
 * array, so that one test tells it and lists of values from single values.
 */
export const SUSPENDED: Value[] = [];

/** The first of the values that a call gave. */
export function first(result: Result): Value {
  return Array.isArray(result) ? result[0] : result;
}

/** The first of the values that a call gave, or SUSPENDED. */
export function single(result: Result): Result {
  return Array.isArray(result) && result !== SUSPENDED ? result[0] : result;
}

/** Whether what a call gave counts as true, or SUSPENDED. */
export function truth(result: Result): Result {
  return result === SUSPENDED ? result : isTrue(first(result));
}

/** All values that a call gave. */
export function many(result: Result): Value[] {
  return Array.isArray(result) ? result : [result];
}

/** Everything but nil and false counts as true. */
export function isTrue(value: Value): boolean {
  return value !== undefined && value !== false;
}
