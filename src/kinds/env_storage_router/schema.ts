import { z } from "zod";
import { entryIdField } from "../fields.ts";

const REQUIRED = "router storage must have at least one storage";

/** Fields of an `env.storage.router` (spec/env.md §2). */
export const schema = z.strictObject({
  /** Ids of storages, still relative. */
  storages: z.array(entryIdField(), {
    error: ({ input }) => input === undefined || input === null ? REQUIRED : undefined,
  }).min(1, REQUIRED),
});
