import { z } from "zod";
import { field } from "../../registry/mod.ts";
import { lifecycleSchema } from "../lifecycle.ts";

const host = z.strictObject({
  workers: field(
    "no effect: processes take turns in one thread, as many as there are",
    z.int().min(1, "host.workers must be greater than 0").optional(),
  ),
  queue_size: field(
    "no effect: a mailbox holds as many messages as come",
    z.int().min(1, "host.queue_size must be greater than 0").optional(),
  ),
  local_queue_size: field(
    "no effect: a mailbox holds as many messages as come",
    z.int().min(1, "host.local_queue_size must be greater than 0").optional(),
  ),
});

/** Fields of a `process.host` (spec/registry.md §2). */
export const schema = z.strictObject({
  host: field("sizes that have no effect", host.prefault({})),
  lifecycle: lifecycleSchema,
});
