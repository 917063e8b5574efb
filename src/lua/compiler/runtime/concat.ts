import { LEAST_STRING_LIMIT } from "../../limits/mod.ts";
import { numberText } from "../../api/mod.ts";
import { callValue } from "./call.ts";
import { metamethod, typeNameOf } from "./metatable.ts";
import { raise } from "./raised.ts";
import { type Result, single, type Value } from "./value.ts";
import { currentState, vm } from "./vm.ts";

/** The text of a number, as `tostring` gives it. */
export function textOfNumber(value: number): string {
  return (value | 0) === value ? String(value | 0) : numberText(value);
}

/** `a .. b`, metamethods included. */
export function concat(a: Value, b: Value, left = "", right = ""): Result {
  const x = textForConcat(a);
  const y = textForConcat(b);
  if (x !== undefined && y !== undefined) {
    const length = x.length + y.length;
    checkLength(length);
    spendOn(length);
    return x + y;
  }
  const handler = metamethod(a, "__concat") ?? metamethod(b, "__concat");
  if (handler !== undefined) return single(callValue(handler, a, b));
  const [culprit, name] = x === undefined ? [a, left] : [b, right];
  throw raise(`attempt to concatenate a ${typeNameOf(culprit)} value${name && ` (${name})`}`);
}

function textForConcat(value: Value): string | undefined {
  if (typeof value === "string") return value;
  return typeof value === "number" ? textOfNumber(value) : undefined;
}

/** So many bytes of text cost as much as a step. */
const BYTES_PER_STEP = 64;

/**
 * Refuses a text that is longer than the state may make.
 *
 * @throws {Raised}
 */
export function checkLength(length: number): void {
  if (length < LEAST_STRING_LIMIT) return;
  const { usage } = currentState();
  if (length > usage.longestString) throw raise(usage.tooLong);
}

/** Counts the work of a library function that reads or makes so much text. */
export function spendOn(length: number): void {
  vm.budget -= length / BYTES_PER_STEP;
}
