import { z } from "zod";
import { entryIdField, requiredText } from "../fields.ts";

const target = z.strictObject({
  /** Id of the entry that gets the value, still relative. */
  entry: entryIdField("A target names an entry"),
  path: requiredText("A target names the path of a field").refine(
    (path) => !path.replace(/^\./, "").split(".").includes("") && !["data", "meta", "name"].includes(path),
    'A path is made of keys with dots between them, such as "worker_options.identity" or "meta.team"',
  ),
});

/** Fields of an `ns.requirement` (spec/registry.md §2.3). */
export const schema = z.strictObject({
  targets: z.array(target, {
    error: ({ input }) => input === undefined || input === null ? "A requirement needs targets" : undefined,
  }).min(1, "A requirement needs targets"),
  default: z.unknown(),
  description: z.string().optional(),
});
