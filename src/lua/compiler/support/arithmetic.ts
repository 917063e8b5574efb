import type { Metamethod } from "../../api/mod.ts";
import { bitwise, type BitwiseEvent } from "./bitwise.ts";
import { callValue } from "./call.ts";
import { metamethod, typeNameOf } from "./metatable.ts";
import { raise } from "./raised.ts";
import { toNumber } from "./strings.ts";
import { type Result, single, type Value } from "./value.ts";

/*
 * Arithmetic on doubles that stand for integers when they are integral (architecture.md §2). Dividing an integral number by
 * zero with `//` or `%` is an error, as with integers.
 */

/** `a % b`: the result has the sign of `b`. */
export function modulo(a: number, b: number): number {
  if (b === 0 && Number.isInteger(a)) throw raise("attempt to perform 'n%0'");
  const rest = a % b;
  return rest !== 0 && (rest < 0) !== (b < 0) ? rest + b : rest + 0;
}

/** `a // b`. */
export function floorDivide(a: number, b: number): number {
  if (b === 0 && Number.isInteger(a)) throw raise("attempt to divide by zero");
  return Math.floor(a / b);
}

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

/**
 * An arithmetic operation whose operands are not both numbers: text that spells a number, or a metamethod.
 *
 * @param left, right how the source names the operands, for the error
 */
export function arithmetic(event: Metamethod, a: Value, b: Value, left = "", right = ""): Result {
  const handler = metamethod(a, event) ?? metamethod(b, event);
  if (handler !== undefined) return single(callValue(handler, a, b));
  const x = toNumber(a);
  const y = toNumber(b);
  if (x !== undefined && y !== undefined) return OPERATIONS[event]?.(x, y);
  const [culprit, name] = x === undefined ? [a, left] : [b, right];
  throw raise(`attempt to perform arithmetic on a ${typeNameOf(culprit)} value${name && ` (${name})`}`);
}

/** A bitwise operation with operands of any type. */
export function bitwiseOperation(event: BitwiseEvent, a: Value, b: Value, left = "", right = ""): Result {
  const handler = metamethod(a, event) ?? metamethod(b, event);
  if (handler !== undefined) return single(callValue(handler, a, b));
  const x = toNumber(a);
  const y = toNumber(b);
  if (x !== undefined && y !== undefined) return bitwise(event, x, y);
  const [culprit, name] = x === undefined ? [a, left] : [b, right];
  throw raise(`attempt to perform bitwise operation on a ${typeNameOf(culprit)} value${name && ` (${name})`}`);
}
