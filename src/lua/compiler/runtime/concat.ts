import { LONGEST_STRING } from "../../library/mod.ts";
import { numberText } from "../../number_text.ts";
import { callValue } from "./call.ts";
import { metamethod, typeNameOf } from "./metatable.ts";
import { raise } from "./raised.ts";
import { type Result, single, type Value } from "./value.ts";

/** The text of a number, as `tostring` gives it. */
export function textOfNumber(value: number): string {
  return (value | 0) === value ? String(value | 0) : numberText(value);
}

/** `a .. b`, metamethods included. */
export function concat(a: Value, b: Value, left = "", right = ""): Result {
  const x = textForConcat(a);
  const y = textForConcat(b);
  if (x !== undefined && y !== undefined) return checkLength(x + y);
  const handler = metamethod(a, "__concat") ?? metamethod(b, "__concat");
  if (handler !== undefined) return single(callValue(handler, a, b));
  const [culprit, name] = x === undefined ? [a, left] : [b, right];
  throw raise(`attempt to concatenate a ${typeNameOf(culprit)} value${name && ` (${name})`}`);
}

function textForConcat(value: Value): string | undefined {
  if (typeof value === "string") return value;
  return typeof value === "number" ? textOfNumber(value) : undefined;
}

/** Refuses texts that are too long to keep. */
export function checkLength(text: string): string {
  if (text.length > LONGEST_STRING) throw raise("resulting string too large");
  return text;
}
