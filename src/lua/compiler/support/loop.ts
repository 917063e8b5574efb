import { integerOf, isExact, MAX_EXACT, narrow } from "../../../base/mod.ts";
import { raise } from "./raised.ts";
import { toNumber } from "./strings.ts";
import type { Value } from "./value.ts";

/*
 * The bounds of numeric loops (Lua manual §3.3.5). A loop counts with JavaScript numbers as long as those are exact, else
 * with bigints, whatever their size; it never wraps.
 */

const MOST_INTEGER = 2n ** 63n - 1n;
const LEAST_INTEGER = -(2n ** 63n);
/** A loop that begins below MAX_COUNT and takes steps of this size never gets beyond it: that takes years. */
const MAX_SMALL_STEP = 16;
const MAX_COUNT = 2 ** 51;

/** A bound or the step of a numeric loop. */
export function loopNumber(value: Value, what: string): number | bigint {
  const number = toNumber(value);
  if (number === undefined) throw raise(`'for' ${what} must be a number`);
  if (what === "step" && number === 0) throw raise("'for' step is zero");
  return number;
}

/** Whether a loop with these bounds may get to integers beyond ±2^53. */
export function isWideLoop(first: number | bigint, last: number | bigint, step: number | bigint): boolean {
  if (typeof first !== "number" || typeof last !== "number" || typeof step !== "number") return true;
  const size = Math.abs(step);
  return !(Math.abs(first) <= MAX_COUNT && (size <= MAX_SMALL_STEP || Math.abs(last) + size <= MAX_EXACT));
}

/** Initial value, limit and step as such a loop counts: all of them numbers, or all of them bigints. */
export function wideBounds(
  first: number | bigint,
  last: number | bigint,
  step: number | bigint,
): readonly (number | bigint)[] {
  if (!isInteger(first) || !isInteger(step)) return [Number(first), Number(last), Number(step)];
  return [BigInt(first), limitOf(last, step), BigInt(step)];
}

function isInteger(value: number | bigint): boolean {
  return typeof value === "bigint" || isExact(value);
}

/** The limit of a loop over integers. */
function limitOf(last: number | bigint, step: number | bigint): bigint {
  if (last >= MOST_INTEGER) return MOST_INTEGER;
  if (last <= LEAST_INTEGER) return LEAST_INTEGER;
  if (Number.isNaN(last)) return step > 0 ? LEAST_INTEGER : MOST_INTEGER;
  if (typeof last === "bigint") return last;
  return BigInt(integerOf(last) ?? (step > 0 ? Math.floor(last) : Math.ceil(last)));
}

/** The counter of such a loop as a value of the script. */
export function loopValue(counter: number | bigint): number | bigint {
  return typeof counter === "number" ? counter : narrow(counter);
}
