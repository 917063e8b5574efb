import { z } from "zod";

/** Fields of an `env.storage.static` (spec/env.md §2). */
export const schema = z.strictObject({
  values: z.record(z.string(), z.string()).default({})
    .refine((values) => !Object.hasOwn(values, ""), "A key of values cannot be empty"),
});
