import { z } from "zod";
import { lifecycleSchema } from "../lifecycle.ts";

/** Fields of a `terminal.host` (spec/registry.md §2). */
export const schema = z.strictObject({ hide_logs: z.boolean().default(false), lifecycle: lifecycleSchema });
