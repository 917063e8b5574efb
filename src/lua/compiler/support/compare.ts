import type { Metamethod } from "../../api/mod.ts";
import { callValue } from "./call.ts";
import { metamethod, typeNameOf } from "./metatable.ts";
import { raise } from "./raised.ts";
import { toNumber } from "./strings.ts";
import { type Result, truth, type Value } from "./value.ts";

/** `a == b` of two different objects. */
export function equal(a: Value, b: Value): Result {
  const handler = metamethod(a, "__eq") ?? metamethod(b, "__eq");
  return handler === undefined ? false : truth(callValue(handler, a, b));
}

/** `a < b` of values that are not both numbers. */
export function lessThan(a: Value, b: Value): Result {
  if (typeof a === "string" && typeof b === "string") return a < b;
  if (typeof a === "number" && typeof b === "number") return a < b;
  return compareBy("__lt", a, b);
}

/** `a <= b` of values that are not both numbers. */
export function lessOrEqual(a: Value, b: Value): Result {
  if (typeof a === "string" && typeof b === "string") return a <= b;
  if (typeof a === "number" && typeof b === "number") return a <= b;
  return compareBy("__le", a, b);
}

function compareBy(event: Metamethod, a: Value, b: Value): Result {
  const handler = metamethod(a, event) ?? metamethod(b, event);
  if (handler !== undefined) return truth(callValue(handler, a, b));
  const [left, right] = [typeNameOf(a), typeNameOf(b)];
  const operands = left === right ? `two ${left} values` : `${left} with ${right}`;
  throw raise(`attempt to compare ${operands}`);
}

/** A bound or the step of a numeric loop. */
export function loopNumber(value: Value, what: string): number {
  const number = toNumber(value);
  if (number === undefined) throw raise(`'for' ${what} must be a number`);
  if (what === "step" && number === 0) throw raise("'for' step is zero");
  return number;
}
