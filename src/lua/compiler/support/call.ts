import { metamethod, typeNameOf } from "./metatable.ts";
import { raise } from "./raised.ts";
import type { Fn, Result, Value } from "./value.ts";

/**
 * A function that does what calling `value`, which is no function, does.
 *
 * @param name how the source names the value, such as `local 'x'`; empty when it has no name
 */
export function callable(value: Value, name = ""): Fn {
  const handler = metamethod(value, "__call");
  if (handler === undefined) throw raise(`attempt to call a ${typeNameOf(value)} value${name && ` (${name})`}`);
  const fn = typeof handler === "function" ? handler : callable(handler);
  return (...args) => fn(value, ...args);
}

/** Calls any value. */
export function callValue(value: Value, ...args: Value[]): Result {
  return (typeof value === "function" ? value : callable(value))(...args);
}
