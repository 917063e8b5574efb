import { z } from "zod";
import type { Limits } from "../../lua/api/mod.ts";
import { field } from "../../registry/mod.ts";
import { VERSIONING_BEHAVIORS } from "../../settings/mod.ts";
import { entryIdField } from "../fields.ts";
import type { Registration } from "./registration.ts";

/*
 * What `meta` of Lua entries may say. These schemas describe and name the keys; `check_registration.ts` and
 * `_check_limits.ts` judge the values.
 */

/** Keys of `meta.temporal.workflow` and `meta.temporal.activity`. */
export const REGISTRATION_FIELDS = {
  workflow: {
    worker: field("id of the `temporal.worker` that runs the workflow", entryIdField().optional(), {
      absent: "none: no worker runs it",
    }),
    name: field("name of the workflow type on the server", z.string().min(1).optional(), { absent: "the entry's id" }),
    versioning_behavior: field(
      "`pinned`: a workflow ends on the build that it began on; `auto_upgrade`: it moves to the current build",
      z.enum(VERSIONING_BEHAVIORS).optional(),
      { absent: "`default_versioning_behavior` of the worker" },
    ),
  },
  activity: {
    worker: field(
      "id of the `temporal.worker` that runs the entry as an activity, named by the entry's id",
      entryIdField().optional(),
      { absent: "none: it is no activity" },
    ),
    local: field("no effect yet: it runs as an ordinary activity", z.boolean().optional()),
  },
} satisfies Record<Registration["type"], z.ZodRawShape>;

const SIZE_EXAMPLES = { examples: ["1MiB", "64MiB"] };

/** Keys of `meta.limits`. */
const LIMIT_FIELDS = {
  time: field(
    "how long the code may run without waiting, at least `1ms`; then it ends with an error that names the line",
    z.string().optional(),
    { absent: "no limit; of a workflow its worker's `deadlock_detection_timeout`", examples: ["500ms", "2s"] },
  ),
  memory: field(
    "about how much memory one run may hold at a time, at least `1MiB`; then it ends with an error",
    z.string().optional(),
    { absent: "`256MiB`", ...SIZE_EXAMPLES },
  ),
  string: field(
    "length of the longest string that the code may make, from `64KiB` to `256MiB`; a longer one is an error",
    z.string().optional(),
    { absent: "`16MiB`", ...SIZE_EXAMPLES },
  ),
} satisfies Record<keyof Limits, z.ZodType>;

const limits = field("bounds of one run of the code", z.looseObject(LIMIT_FIELDS).optional());

function temporal(type: Registration["type"]) {
  const block = field("registers the entry with a worker", z.looseObject(REGISTRATION_FIELDS[type]).optional());
  return field("how Temporal runs the entry", z.looseObject({ [type]: block }).optional());
}

/** `meta` of code that runs as a workflow. */
export const workflowMeta = z.looseObject({ temporal: temporal("workflow"), limits });

/** `meta` of code that is called, and may be an activity. */
export const calledMeta = z.looseObject({
  temporal: temporal("activity"),
  options: field(
    "options of each call of the entry, such as `activity.start_to_close_timeout: 30s`; those of the call win",
    z.record(z.string(), z.unknown()).optional(),
  ),
  limits,
});
