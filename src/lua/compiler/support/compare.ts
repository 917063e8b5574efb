import type { Metamethod } from "../../api/mod.ts";
import { callValue } from "./call.ts";
import { metamethod, typeNameOf } from "./metatable.ts";
import { raise } from "./raised.ts";
import { type Result, truth, type Value } from "./value.ts";

/** `a == b` of values that are not the same: two objects, or numbers of which one is a large integer. */
export function equal(a: Value, b: Value): Result {
  if (typeof a !== "object" || typeof b !== "object") return sameNumber(a, b);
  const handler = metamethod(a, "__eq") ?? metamethod(b, "__eq");
  return handler === undefined ? false : truth(callValue(handler, a, b));
}

/** Whether a large integer and another number are equal. JavaScript compares them exactly. */
export function sameNumber(a: Value, b: Value): boolean {
  return isNumber(a) && isNumber(b) && a == b;
}

/** `a < b` of values that are not both numbers. */
export function lessThan(a: Value, b: Value): Result {
  if (typeof a === "string" && typeof b === "string") return a < b;
  if (isNumber(a) && isNumber(b)) return a < b;
  return compareBy("__lt", a, b);
}

/** `a <= b` of values that are not both numbers. */
export function lessOrEqual(a: Value, b: Value): Result {
  if (typeof a === "string" && typeof b === "string") return a <= b;
  if (isNumber(a) && isNumber(b)) return a <= b;
  return compareBy("__le", a, b);
}

function compareBy(event: Metamethod, a: Value, b: Value): Result {
  const handler = metamethod(a, event) ?? metamethod(b, event);
  if (handler !== undefined) return truth(callValue(handler, a, b));
  const [left, right] = [typeNameOf(a), typeNameOf(b)];
  const operands = left === right ? `two ${left} values` : `${left} with ${right}`;
  throw raise(`attempt to compare ${operands}`);
}

function isNumber(value: Value): value is number | bigint {
  return typeof value === "number" || typeof value === "bigint";
}
