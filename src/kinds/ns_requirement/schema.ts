import { z } from "zod";
import { field } from "../../registry/mod.ts";
import { entryIdField, requiredText } from "../fields.ts";

const target = z.strictObject({
  entry: field("id of the entry that gets the value", entryIdField("A target names an entry")),
  path: field(
    "the field that gets it: keys with dots between them, such as `worker_options.identity`",
    requiredText("A target names the path of a field").refine(
      (path) => !path.replace(/^\./, "").split(".").includes("") && !["data", "meta", "name"].includes(path),
      'A path is made of keys with dots between them, such as "worker_options.identity" or "meta.team"',
    ),
  ),
});

/** Fields of an `ns.requirement` (spec/registry.md §2.3). */
export const schema = z.strictObject({
  targets: field(
    "the fields that get the value, at least one",
    z.array(target, {
      error: ({ input }) => input === undefined || input === null ? "A requirement needs targets" : undefined,
    }).min(1, "A requirement needs targets"),
  ),
  default: field("the value, unless `-o` gives one", z.unknown().optional(), {
    absent: "none; `-o` must give the value",
  }),
  description: field("what the value is for, for people", z.string().optional()),
});
