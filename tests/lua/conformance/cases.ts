import { base } from "./base.ts";
import type { Case } from "./case.ts";
import { coroutines } from "./coroutines.ts";
import { errors } from "./errors.ts";
import { functions } from "./functions.ts";
import { libraries } from "./libraries.ts";
import { metatables } from "./metatables.ts";
import { numbers } from "./numbers.ts";
import { strings } from "./strings.ts";
import { tables } from "./tables.ts";

/** All cases, by area. */
export const CASES: Readonly<Record<string, readonly Case[]>> = {
  base,
  coroutines,
  errors,
  functions,
  libraries,
  metatables,
  numbers,
  strings,
  tables,
};
