import { z } from "zod";
import { lifecycleSchema } from "../lifecycle.ts";

const host = z.strictObject({
  workers: z.int().min(1, "host.workers must be greater than 0").optional(),
  queue_size: z.int().min(1, "host.queue_size must be greater than 0").optional(),
  local_queue_size: z.int().min(1, "host.local_queue_size must be greater than 0").optional(),
});

/** Fields of a `process.host` (spec/registry.md §2). */
export const schema = z.strictObject({ host: host.prefault({}), lifecycle: lifecycleSchema });
