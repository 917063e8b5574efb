import type { Value } from "../support/value.ts";
import { builtinType, typeOfValue } from "./type_value.ts";

/** What the names of the type syntax stand for in expressions, where no global of that name is set. */
export const typeNames: Readonly<Record<string, Value>> = {
  boolean: builtinType("boolean"),
  integer: builtinType("integer"),
  number: builtinType("number"),
  typeof: (value: Value) => typeOfValue(value),
};
