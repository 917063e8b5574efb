import { z } from "zod";
import { entryIdField } from "../fields.ts";
import { lifecycleSchema } from "../lifecycle.ts";

/** Fields of a `process.service` (spec/registry.md §2). */
export const schema = z.strictObject({
  /** Still relative, as is the host. */
  process: entryIdField("process is required"),
  host: entryIdField("host is required"),
  /** The arguments of the process. */
  input: z.array(z.unknown()).default([]),
  lifecycle: lifecycleSchema,
});
