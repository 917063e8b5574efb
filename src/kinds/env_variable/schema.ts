import { z } from "zod";
import { entryIdField } from "../fields.ts";

/** An id without its namespace or its name. */
export const INCOMPLETE_REGEXP = /^:|^[^:]*:$/;

/** Fields of an `env.variable` (spec/env.md §3). */
export const schema = z.strictObject({
  /** Public name; "" for none. */
  variable: z.string()
    .regex(/^[A-Za-z0-9_]*$/, "invalid variable name: it may hold letters, digits and underscores only").default(""),
  /** Id of a storage, still relative. */
  storage: entryIdField("storage is required").refine(
    (id) => !INCOMPLETE_REGEXP.test(id),
    'invalid storage ID format; it is written as "namespace:name" or "name"',
  ),
  /** "" for none. */
  default: z.string().default(""),
  readonly: z.boolean().default(false),
});
