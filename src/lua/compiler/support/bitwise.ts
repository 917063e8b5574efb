import { integerOf, wrap } from "../../../base/mod.ts";
import { raise } from "./raised.ts";

/** The metamethods of the bitwise operators. */
export type BitwiseEvent = "__band" | "__bor" | "__bxor" | "__shl" | "__shr" | "__bnot";

const HALF = 2 ** 32;

/**
 * The bitwise operators: on 64 bits, as Lua's integers have; results are signed. (`__bnot` ignores its second operand.)
 *
 * @param left, right how the source names the operands, for the error
 */
export function bitwise(event: BitwiseEvent, a: number | bigint, b: number | bigint, left = "", right = "") {
  if (Number.isSafeInteger(a) && Number.isSafeInteger(b)) {
    const result = ofHalves(event, a as number, b as number);
    if (result !== undefined) return result;
  }
  return wrap(combine(event, toBits(a, left), toBits(b, right)));
}

/** Two halves of 32 bits are faster than a bigint. Undefined when the result may be larger than ±2^53. */
function ofHalves(event: BitwiseEvent, a: number, b: number): number | undefined {
  switch (event) {
    case "__band":
      return (Math.floor(a / HALF) & Math.floor(b / HALF)) * HALF + ((a & b) >>> 0);
    case "__bor":
      return (Math.floor(a / HALF) | Math.floor(b / HALF)) * HALF + ((a | b) >>> 0);
    case "__bxor":
      return (Math.floor(a / HALF) ^ Math.floor(b / HALF)) * HALF + ((a ^ b) >>> 0);
    case "__bnot":
      return -1 - a;
    case "__shl":
      return b >= 0 ? shiftLeft(a, b) : shiftRight(a, -b);
    case "__shr":
      return b >= 0 ? shiftRight(a, b) : shiftLeft(a, -b);
  }
}

function shiftLeft(a: number, count: number): number | undefined {
  if (count >= 64) return 0;
  const result = a * 2 ** count;
  return Number.isSafeInteger(result) ? result : undefined;
}

function shiftRight(a: number, count: number): number | undefined {
  if (count >= 64) return 0;
  return a >= 0 ? Math.floor(a / 2 ** count) : undefined;
}

function combine(event: BitwiseEvent, x: bigint, y: bigint): bigint {
  switch (event) {
    case "__band":
      return x & y;
    case "__bor":
      return x | y;
    case "__bxor":
      return x ^ y;
    case "__bnot":
      return ~x;
    case "__shl":
      return shift(x, y);
    case "__shr":
      return shift(x, -y);
  }
}

/** Shifts to the left, or to the right for a negative count; bits that fall out are lost, zeros come in. */
function shift(x: bigint, count: bigint): bigint {
  if (count <= -64n || count >= 64n) return 0n;
  return count >= 0n ? x << count : BigInt.asUintN(64, x) >> -count;
}

function toBits(value: number | bigint, name: string): bigint {
  const integer = integerOf(value);
  if (integer !== undefined) return BigInt.asIntN(64, BigInt(integer));
  throw raise(`number${name && ` (${name})`} has no integer representation`);
}
