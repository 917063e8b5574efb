import { z } from "zod";
import { field } from "../../registry/mod.ts";
import { entryIdField } from "../fields.ts";
import { lifecycleSchema } from "../lifecycle.ts";

/** Fields of a `process.service` (spec/registry.md §2). */
export const schema = z.strictObject({
  process: field("id of the `process.lua` to keep running", entryIdField("process is required")),
  host: field("id of the `process.host` that runs it; it starts first", entryIdField("host is required")),
  input: field("arguments of the process: a list", z.array(z.unknown()).default([])),
  lifecycle: lifecycleSchema,
});
