import { raise } from "./raised.ts";

/** The metamethods of the bitwise operators. */
export type BitwiseEvent = "__band" | "__bor" | "__bxor" | "__shl" | "__shr" | "__bnot";

/**
 * The bitwise operators: on 64 bits, as Lua's integers have; results are signed. (`__bnot` ignores its second operand.)
 */
export function bitwise(event: BitwiseEvent, a: number, b: number): number {
  if ((a | 0) === a && (b | 0) === b) {
    if (event === "__band") return a & b;
    if (event === "__bor") return a | b;
    if (event === "__bxor") return a ^ b;
    if (event === "__bnot") return ~a;
  }
  return Number(BigInt.asIntN(64, combine(event, toBits(a), toBits(b))));
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

function toBits(value: number): bigint {
  if (!Number.isInteger(value)) throw raise("number has no integer representation");
  return BigInt.asIntN(64, BigInt(value));
}
