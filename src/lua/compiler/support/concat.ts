import { callValue } from "./call.ts";
import { metamethod, typeNameOf } from "./metatable.ts";
import { raise } from "./raised.ts";
import { checkLength, spendOn, textOfNumber } from "./strings.ts";
import { type Result, single, type Value } from "./value.ts";

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
  return typeof value === "number" || typeof value === "bigint" ? textOfNumber(value) : undefined;
}
