import { Coroutine } from "../support/coroutine.ts";
import { textOfNumber } from "../support/strings.ts";
import { metamethod, typeNameOf } from "../support/metatable.ts";
import type { Value } from "../support/value.ts";
import { currentState } from "../support/vm.ts";

/** What `tostring` gives for a value without `__tostring`. Objects are numbered as they are shown: the same on replay. */
export function plainText(value: Value): string {
  switch (typeof value) {
    case "string":
      return value;
    case "number":
    case "bigint":
      return textOfNumber(value);
    case "undefined":
      return "nil";
    case "boolean":
      return String(value);
  }
  const number = currentState().numberOf(value).toString(16).padStart(8, "0");
  return `${value instanceof Coroutine ? "thread" : typeNameOf(value)}: 0x${number}`;
}

/** True for values whose text must be asked from a metamethod. */
export function hasTextHandler(value: Value): boolean {
  return typeof value === "object" && metamethod(value, "__tostring") !== undefined;
}
