import { typeOf } from "../runtime/metatable.ts";
import type { Fn, Value } from "../runtime/value.ts";
import { builtinType } from "./type_value.ts";

/** `typeof(v)`: the type of a value. */
const typeOfValue: Fn = (value) => {
  return builtinType(typeof value === "number" && Number.isInteger(value) ? "integer" : typeOf(value));
};

/** What the names of the type syntax stand for in expressions, where no global of that name is set. */
export const typeNames: Readonly<Record<string, Value>> = {
  boolean: builtinType("boolean"),
  integer: builtinType("integer"),
  number: builtinType("number"),
  typeof: typeOfValue,
};
