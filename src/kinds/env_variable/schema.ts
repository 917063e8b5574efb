import { z } from "zod";
import { field } from "../../registry/mod.ts";
import { entryIdField } from "../fields.ts";

/** An id without its namespace or its name. */
export const INCOMPLETE_REGEXP = /^:|^[^:]*:$/;

/** Fields of an `env.variable` (spec/env.md §3). */
export const schema = z.strictObject({
  variable: field(
    "public name, by which placeholders and scripts find the variable; letters, digits and underscores",
    z.string()
      .regex(/^[A-Za-z0-9_]*$/, "invalid variable name: it may hold letters, digits and underscores only").default(""),
    { absent: "the entry's id" },
  ),
  storage: field(
    "id of the `env.storage.*` entry that holds the value",
    entryIdField("storage is required").refine(
      (id) => !INCOMPLETE_REGEXP.test(id),
      'invalid storage ID format; it is written as "namespace:name" or "name"',
    ),
  ),
  default: field("the value when the storage has none or an empty one", z.string().default("")),
  readonly: field("scripts cannot set the variable", z.boolean().default(false)),
});
