import { z } from "zod";
import { field } from "../../registry/mod.ts";
import { workerOptions } from "../../settings/mod.ts";
import { entryIdField, requiredText } from "../fields.ts";
import { lifecycleSchema } from "../lifecycle.ts";
import { type Rule, withRules } from "../rules.ts";

const fields = z.strictObject({
  client: field(
    "id of the `temporal.client` that the worker connects with",
    entryIdField("client reference is required"),
  ),
  task_queue: field(
    "the task queue that the worker polls; the `tq_prefix` of the client comes in front",
    requiredText("task queue is required"),
  ),
  worker_options: field("how the worker takes and runs tasks", workerOptions.prefault({})),
  lifecycle: lifecycleSchema,
});

/** A decoded `temporal.worker`; times in milliseconds. */
export type TemporalWorkerConfig = z.output<typeof fields>;

const rules: Rule<TemporalWorkerConfig>[] = [
  {
    path: ["worker_options", "max_concurrent_workflow_task_pollers"],
    message: "max concurrent workflow task pollers cannot be 1",
    broken: ({ worker_options: options }) => options?.max_concurrent_workflow_task_pollers === 1,
  },
  {
    path: ["worker_options", "local_activity_worker_only"],
    message: "cannot disable workflow worker and use local activity worker only simultaneously",
    broken: ({ worker_options: options }) => options?.disable_workflow_worker && options.local_activity_worker_only,
  },
  {
    path: ["worker_options", "use_versioning"],
    message: "use_versioning requires deployment_name",
    broken: ({ worker_options: options }) => options?.use_versioning === true && !options.deployment_name,
  },
  {
    path: ["worker_options", "use_versioning"],
    message: "use_versioning requires build_id",
    broken: ({ worker_options: options }) => options?.use_versioning === true && !options.build_id,
  },
];

/** Fields of a `temporal.worker` (spec/temporal-config.md §7, §8). */
export const schema = withRules(fields, rules);
