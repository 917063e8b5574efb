import { z } from "zod";
import { field } from "../../registry/mod.ts";
import { lifecycleSchema } from "../lifecycle.ts";

/** Fields of a `terminal.host` (spec/registry.md §2). */
export const schema = z.strictObject({
  hide_logs: field("writes no log records, also when the command line asks for them", z.boolean().default(false)),
  lifecycle: lifecycleSchema,
});
