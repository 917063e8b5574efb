import { z } from "zod";

/** Fields of an `env.storage.static` (contract/env.md §2). */
export const schema = z.strictObject({
  values: z.record(z.string().min(1, "A key of values cannot be empty"), z.string()).default({}),
});
