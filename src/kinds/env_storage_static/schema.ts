import { z } from "zod";
import { field } from "../../registry/mod.ts";

/** Fields of an `env.storage.static` (spec/env.md §2). */
export const schema = z.strictObject({
  values: field(
    "the variables: a map of names to texts",
    z.record(z.string(), z.string()).default({})
      .refine((values) => !Object.hasOwn(values, ""), "A key of values cannot be empty"),
  ),
});
