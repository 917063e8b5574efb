import { type ByteString, concatBytes, isByteString, text, toByteString } from "../../base/mod.ts";
import type { NativeFunction } from "./native.ts";
import { typeName } from "./arguments.ts";
import { LuaError } from "./lua_error.ts";
import { numberText } from "./numbers.ts";
import { Userdata, type UserdataType } from "./userdata.ts";
import type { LuaValue } from "./value.ts";

/**
 * An integer beyond ±2^53, from JSON or `hash.fnv64`: prints, formats and encodes as its own digits, equals and orders
 * exactly, has its 64 bits in bitwise operations, while its arithmetic gives a float (architecture.md §2).
 */
export class ExactInteger extends Userdata {
  override readonly type: UserdataType = exactIntegerType;

  constructor(readonly value: bigint) {
    super();
  }

  /** The Lua value of an integer: a number where numbers are exact. */
  static of(value: bigint): LuaValue {
    const number = Number(value);
    return Math.abs(number) <= 2 ** 53 && BigInt(number) === value ? number : new ExactInteger(value);
  }
}

const exactIntegerType: UserdataType = {
  name: "Integer",
  methods: {},
  metamethods: {
    __add: arithmetic((a, b) => a + b),
    __sub: arithmetic((a, b) => a - b),
    __mul: arithmetic((a, b) => a * b),
    __div: arithmetic((a, b) => a / b),
    __mod: arithmetic((a, b) => a - Math.floor(a / b) * b),
    __pow: arithmetic((a, b) => a ** b),
    __idiv: arithmetic((a, b) => Math.floor(a / b)),
    __band: bitwise((a, b) => a & b),
    __bor: bitwise((a, b) => a | b),
    __bxor: bitwise((a, b) => a ^ b),
    __shl: bitwise(shifted),
    __shr: bitwise((a, b) => shifted(a, -b)),
    __bnot: bitwise((a) => ~a),
    __unm: ([value]) => -toNumber(value),
    __concat: ([a, b]) => concatBytes(toText(a), toText(b)),
    __eq: ([a, b]) => a instanceof ExactInteger && b instanceof ExactInteger && a.value === b.value,
    __lt: ([a, b]) => exact(a) < exact(b),
    __le: ([a, b]) => exact(a) <= exact(b),
    __tostring: ([value]) => toText(value),
  },
};

function arithmetic(operation: (a: number, b: number) => number): NativeFunction {
  return ([a, b]) => operation(toNumber(a), toNumber(b));
}

/** On 64 bits, as Lua's integers have; results are signed. */
function bitwise(operation: (a: bigint, b: bigint) => bigint): NativeFunction {
  return ([a, b]) => ExactInteger.of(BigInt.asIntN(64, operation(toBits(a), toBits(b))));
}

function toBits(value: LuaValue): bigint {
  const number = exact(value);
  if (typeof number === "number" && !Number.isInteger(number)) {
    throw new LuaError("number has no integer representation");
  }
  return BigInt.asIntN(64, BigInt(number));
}

/** To the left, or to the right for a negative count; zeros come in. */
function shifted(bits: bigint, count: bigint): bigint {
  if (count <= -64n || count >= 64n) return 0n;
  return count >= 0n ? bits << count : BigInt.asUintN(64, bits) >> -count;
}

function toNumber(value: LuaValue): number {
  return Number(exact(value));
}

/** The operand as it is compared: JavaScript orders bigints and numbers together without rounding. */
function exact(value: LuaValue): bigint | number {
  if (value instanceof ExactInteger) return value.value;
  if (typeof value === "number") return value;
  throw new LuaError(text`attempt to perform arithmetic on a ${typeName(value)} value`);
}

function toText(value: LuaValue): ByteString {
  if (isByteString(value)) return value;
  return toByteString(value instanceof ExactInteger ? value.value.toString() : numberText(Number(exact(value))));
}
