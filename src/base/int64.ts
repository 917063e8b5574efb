/*
 * Integers of 64 bits (architecture.md §2): a JavaScript number within ±2^53, where numbers are exact, else a bigint. Each
 * integer has one form, so that `===` and the keys of a Map tell integers apart. A number beyond ±2^53 is a float.
 */

/** Within ±2^53, this included, integral numbers are integers. */
export const MAX_EXACT = 2 ** 53;

const LEAST_EXACT = -(2n ** 53n);
const MOST_EXACT = 2n ** 53n;

/**
 * The one form of an integer, whatever its size.
 *
 * @returns a number within ±2^53, else the bigint
 */
export function narrow(value: bigint): number | bigint {
  return value >= LEAST_EXACT && value <= MOST_EXACT ? Number(value) : value;
}

/**
 * An integer that keeps the lowest 64 bits of the value, as signed ones.
 *
 * @returns it in its one form
 */
export function wrap(value: bigint): number | bigint {
  return narrow(BigInt.asIntN(64, value));
}

/**
 * Whether a number is an integer and no float.
 *
 * @returns true for integral numbers within ±2^53
 */
export function isExact(value: number): boolean {
  return Number.isInteger(value) && value <= MAX_EXACT && value >= -MAX_EXACT;
}

/**
 * The integer that a number is equal to.
 *
 * @returns undefined for a fraction, and for a number outside of 64 bits
 */
export function integerOf(value: number | bigint): number | bigint | undefined {
  if (typeof value === "bigint" || isExact(value)) return value;
  return Number.isInteger(value) && value >= -(2 ** 63) && value < 2 ** 63 ? BigInt(value) : undefined;
}
