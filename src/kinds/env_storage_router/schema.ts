import { z } from "zod";
import { field } from "../../registry/mod.ts";
import { entryIdField } from "../fields.ts";

const REQUIRED = "router storage must have at least one storage";

/** Fields of an `env.storage.router` (spec/env.md §2). */
export const schema = z.strictObject({
  storages: field(
    "ids of storages, at least one: a variable is read from the first that has it, and written to the first of all",
    z.array(entryIdField(), {
      error: ({ input }) => input === undefined || input === null ? REQUIRED : undefined,
    }).min(1, REQUIRED),
  ),
});
