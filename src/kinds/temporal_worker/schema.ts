import { z } from "zod";
import { durationField, entryIdField, requiredText } from "../fields.ts";
import { lifecycleSchema } from "../lifecycle.ts";
import { type Rule, withRules } from "../rules.ts";
import { VERSIONING_BEHAVIORS, VERSIONING_BEHAVIORS_TEXT } from "../lua_code/registration.ts";

/** Temporal's core takes memory for all cached workflows at once, and ends the program when there is not enough. */
const MOST_CACHED = 1_000_000;

/** Workers of other names run and never get a task: the server's rules for deployments and builds. */
const DEPLOYMENT_REGEXP = /^(?!__)[^.:]*$/;
const BUILD_REGEXP = /^(?!__).{0,255}$/s;

/** A count whose zero and negative values mean the default. */
function countField(fallback: number) {
  return z.int().default(fallback).transform((value) => value <= 0 ? fallback : value);
}

/** Per second; 0 is unlimited. */
function rateField(words: string) {
  return z.number().min(0, `${words} cannot be negative`).default(0);
}

/** A duration whose negative values count as unset. */
function timeField(name: string, fallback: number) {
  return durationField(name, fallback).transform((value) => value < 0 ? fallback : value);
}

function pollersField(name: string) {
  return z.int().min(1, `${name} must be at least 1`).optional();
}

/** Numbers of polls that wait at one time; what is absent fits what is given. */
const pollerAutoscaling = z.strictObject({
  minimum: pollersField("minimum"),
  initial: pollersField("initial"),
  maximum: pollersField("maximum"),
}).refine(({ minimum = 1, maximum }) => !maximum || maximum >= minimum, {
  path: ["maximum"],
  message: "maximum cannot be less than minimum",
}).refine(({ minimum = 1, initial, maximum = initial }) => !initial || (initial >= minimum && initial <= maximum!), {
  path: ["initial"],
  message: "initial must lie between minimum and maximum",
}).transform(({ minimum = 1, initial, maximum }) => {
  const most = maximum ?? Math.max(100, initial ?? minimum);
  return { minimum, initial: initial ?? Math.min(Math.max(5, minimum), most), maximum: most };
});

/** spec/temporal-config.md §8; times in milliseconds. */
const options = z.strictObject({
  /** "" makes one of process id, host name and task queue. */
  identity: z.string().default(""),
  max_concurrent_activity_execution_size: countField(1000),
  max_concurrent_workflow_task_execution_size: countField(1000),
  max_concurrent_local_activity_execution_size: countField(1000),
  max_concurrent_session_execution_size: countField(1000),
  max_concurrent_eager_activity_execution_size: z.int().default(0),
  max_concurrent_activity_task_pollers: countField(20),
  max_concurrent_workflow_task_pollers: countField(20),
  /** Instead of fixed numbers of pollers. */
  poller_autoscaling: pollerAutoscaling.optional(),
  worker_activities_per_second: rateField("worker activities per second"),
  worker_local_activities_per_second: rateField("worker local activities per second"),
  task_queue_activities_per_second: rateField("task queue activities per second"),
  sticky_schedule_to_start_timeout: timeField("sticky_schedule_to_start_timeout", 5_000),
  worker_stop_timeout: timeField("worker_stop_timeout", 0),
  deadlock_detection_timeout: timeField("deadlock_detection_timeout", 1_000),
  max_heartbeat_throttle_interval: timeField("max_heartbeat_throttle_interval", 60_000),
  default_heartbeat_throttle_interval: timeField("default_heartbeat_throttle_interval", 30_000),
  /** Workflows kept between their tasks; absent, the SDK decides by the memory there is. 0 replays each task. */
  max_cached_workflows: z.int().min(0, "max cached workflows cannot be negative")
    .max(MOST_CACHED, `max cached workflows cannot be more than ${MOST_CACHED}`).optional(),
  enable_logging_in_replay: z.boolean().default(false),
  enable_session_worker: z.boolean().default(false),
  disable_workflow_worker: z.boolean().default(false),
  local_activity_worker_only: z.boolean().default(false),
  disable_eager_activities: z.boolean().default(false),
  disable_registration_aliasing: z.boolean().default(false),
  deployment_name: z.string().regex(
    DEPLOYMENT_REGEXP,
    'deployment_name cannot contain "." or ":", nor begin with "__"',
  ).default(""),
  /** `auto` makes one of all that can change a workflow's behaviour. */
  build_id: z.string().regex(BUILD_REGEXP, 'build_id cannot begin with "__", nor be longer than 255 characters')
    .default(""),
  build_id_env: z.string().default(""),
  use_versioning: z.boolean().default(false),
  default_versioning_behavior: z.enum(["", ...VERSIONING_BEHAVIORS], {
    error: ({ input }) =>
      typeof input === "string"
        ? `invalid default_versioning_behavior: "${input}"; it is one of ${VERSIONING_BEHAVIORS_TEXT}`
        : undefined,
  }).default(""),
});

const fields = z.strictObject({
  /** Id of a `temporal.client`, still relative. */
  client: entryIdField("client reference is required"),
  task_queue: requiredText("task queue is required"),
  worker_options: options.prefault({}),
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
