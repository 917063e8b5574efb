import { z } from "zod";

/** Fields of all kinds of stores; those without effect are of applications written for Wippy. */
export function storeFields() {
  return {
    /** Most entries; 0 is no limit. */
    max_size: z.int("max_size must be an integer").min(0, "max_size must be >= 0").default(0),
    cleanup_interval: z.unknown().optional(),
    lifecycle: z.unknown().optional(),
  };
}
