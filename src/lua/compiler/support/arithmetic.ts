import { isExact, wrap } from "../../../base/mod.ts";
import type { Metamethod } from "../../api/mod.ts";
import { bitwise, type BitwiseEvent } from "./bitwise.ts";
import { callValue } from "./call.ts";
import { metamethod, typeNameOf } from "./metatable.ts";
import { raise, type Raised } from "./raised.ts";
import { toNumber } from "./strings.ts";
import { type Result, single, type Value } from "./value.ts";

/*
 * Arithmetic on integers of 64 bits and on floats (architecture.md §2). Generated code adds, subtracts and multiplies
 * JavaScript numbers itself, and asks here about results beyond ±2^53.
 */

/** `a + b`, whose result is beyond ±2^53, or whose operands are not both JavaScript numbers. */
export function sum(a: Value, b: Value, left?: string, right?: string): Result {
  if (typeof a !== "number" || typeof b !== "number") return arithmetic("__add", a, b, left, right);
  return isExact(a) && isExact(b) ? wrap(BigInt(a) + BigInt(b)) : a + b;
}

/** `a - b`, whose result is beyond ±2^53, or whose operands are not both JavaScript numbers. */
export function difference(a: Value, b: Value, left?: string, right?: string): Result {
  if (typeof a !== "number" || typeof b !== "number") return arithmetic("__sub", a, b, left, right);
  return isExact(a) && isExact(b) ? wrap(BigInt(a) - BigInt(b)) : a - b;
}

/** `a * b`, whose result is beyond ±2^53, or whose operands are not both JavaScript numbers. */
export function product(a: Value, b: Value, left?: string, right?: string): Result {
  if (typeof a !== "number" || typeof b !== "number") return arithmetic("__mul", a, b, left, right);
  return isExact(a) && isExact(b) ? wrap(BigInt(a) * BigInt(b)) : a * b;
}

function moduloByZero(): Raised {
  return raise("attempt to perform 'n%0'");
}

function divisionByZero(): Raised {
  return raise("attempt to divide by zero");
}

/** `a % b`: the result has the sign of `b`. */
export function modulo(a: number, b: number): number {
  if (b === 0 && isExact(a)) throw moduloByZero();
  const rest = a % b;
  return rest !== 0 && (rest < 0) !== (b < 0) ? rest + b : rest + 0;
}

/** `a // b`. */
export function floorDivide(a: number, b: number): number {
  if (b === 0 && isExact(a)) throw divisionByZero();
  return Math.floor(a / b) + 0;
}

const INTEGER_OPERATIONS: Readonly<Record<string, (a: bigint, b: bigint) => bigint>> = {
  __add: (a, b) => a + b,
  __sub: (a, b) => a - b,
  __mul: (a, b) => a * b,
  __mod: (a, b) => {
    if (b === 0n) throw moduloByZero();
    const rest = a % b;
    return rest !== 0n && (rest < 0n) !== (b < 0n) ? rest + b : rest;
  },
  __idiv: (a, b) => {
    if (b === 0n) throw divisionByZero();
    const quotient = a / b;
    return a % b !== 0n && (a < 0n) !== (b < 0n) ? quotient - 1n : quotient;
  },
  __unm: (a) => -a,
};

const OPERATIONS: Readonly<Record<string, (a: number, b: number) => number>> = {
  __add: (a, b) => a + b,
  __sub: (a, b) => a - b,
  __mul: (a, b) => a * b,
  __div: (a, b) => a / b,
  __mod: modulo,
  __pow: (a, b) => a ** b,
  __idiv: floorDivide,
  __unm: (a) => 0 - a,
};

/** What has more bits, from JSON, counts as a float. */
const MOST_BITS = 64;

function isInteger(value: number | bigint): boolean {
  if (typeof value === "number") return isExact(value);
  return BigInt.asIntN(MOST_BITS, value) === value || BigInt.asUintN(MOST_BITS, value) === value;
}

/** An arithmetic operation on numbers of any form. */
function calculate(event: Metamethod, a: number | bigint, b: number | bigint): number | bigint | undefined {
  const integers = INTEGER_OPERATIONS[event];
  if (integers !== undefined && isInteger(a) && isInteger(b)) return wrap(integers(BigInt(a), BigInt(b)));
  return OPERATIONS[event]?.(Number(a), Number(b));
}

/**
 * An arithmetic operation whose operands are not both JavaScript numbers: large integers, text that spells a number, or a
 * metamethod.
 *
 * @param left, right how the source names the operands, for the error
 */
export function arithmetic(event: Metamethod, a: Value, b: Value, left = "", right = ""): Result {
  if (typeof a === "bigint" && (typeof b === "number" || typeof b === "bigint")) return calculate(event, a, b);
  if (typeof b === "bigint" && typeof a === "number") return calculate(event, a, b);
  const handler = metamethod(a, event) ?? metamethod(b, event);
  if (handler !== undefined) return single(callValue(handler, a, b));
  const x = toNumber(a);
  const y = toNumber(b);
  // Text that spells a number makes floats, as in Lua 5.3.
  if (x !== undefined && y !== undefined) return OPERATIONS[event]?.(Number(x), Number(y));
  const [culprit, name] = x === undefined ? [a, left] : [b, right];
  throw raise(`attempt to perform arithmetic on a ${typeNameOf(culprit)} value${name && ` (${name})`}`);
}

/** A bitwise operation with operands of any type. */
export function bitwiseOperation(event: BitwiseEvent, a: Value, b: Value, left = "", right = ""): Result {
  if (typeof a === "number" && typeof b === "number") return bitwise(event, a, b, left, right);
  const handler = metamethod(a, event) ?? metamethod(b, event);
  if (handler !== undefined) return single(callValue(handler, a, b));
  const x = toNumber(a);
  const y = toNumber(b);
  if (x !== undefined && y !== undefined) return bitwise(event, x, y, left, right);
  const [culprit, name] = x === undefined ? [a, left] : [b, right];
  throw raise(`attempt to perform bitwise operation on a ${typeNameOf(culprit)} value${name && ` (${name})`}`);
}
