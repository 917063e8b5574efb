import { z } from "zod";
import { parseDuration } from "../base/mod.ts";
import { field } from "../registry/mod.ts";
import { durationField } from "./duration_field.ts";

/** What may become of a run when its deployment has a newer build (spec/temporal-config.md §8.1). */
export const VERSIONING_BEHAVIORS = ["pinned", "auto_upgrade"] as const;

/** The names as a message lists them. */
export const VERSIONING_BEHAVIORS_TEXT = VERSIONING_BEHAVIORS.map((name) => `"${name}"`).join(", ");

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
function timeField(name: string, fallback: string) {
  const unset = parseDuration(fallback)! / 1e6;
  return durationField(name, fallback).transform((value) => value < 0 ? unset : value);
}

function pollersField(name: string) {
  return z.int().min(1, `${name} must be at least 1`).optional();
}

/** Numbers of polls that wait at one time; what is absent fits what is given. */
const pollerAutoscaling = z.strictObject({
  minimum: field("fewest requests for tasks that wait at one time", pollersField("minimum"), { absent: "`1` request" }),
  initial: field("requests that wait at first", pollersField("initial"), { absent: "`5` requests, within the bounds" }),
  maximum: field("most requests for tasks that wait at one time", pollersField("maximum"), {
    absent: "`100` requests",
  }),
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

const NO_LOCAL_ACTIVITIES = "no effect yet: there are no local activities";
const NO_SESSIONS = "no effect: sessions exist in Temporal's Go SDK only";

/**
 * `worker_options` of a `temporal.worker` (spec/temporal-config.md §8); times in milliseconds. Rules across fields stand in
 * the kind.
 */
export const workerOptions = z.strictObject({
  identity: field(
    "name of the worker on the server, as Temporal's web UI shows it",
    z.string().default(""),
    { absent: "made of process id, host name and task queue" },
  ),
  max_concurrent_activity_execution_size: field(
    "most activities that run at one time; further ones wait on the server",
    countField(1000),
    { unit: "activities" },
  ),
  max_concurrent_workflow_task_execution_size: field(
    "most workflow tasks that are worked on at one time; further ones wait on the server",
    countField(1000),
    { unit: "tasks" },
  ),
  max_concurrent_local_activity_execution_size: field(NO_LOCAL_ACTIVITIES, countField(1000)),
  max_concurrent_session_execution_size: field(NO_SESSIONS, countField(1000)),
  max_concurrent_eager_activity_execution_size: field(
    "no effect: Temporal's TypeScript SDK has no such limit",
    z.int().default(0),
  ),
  max_concurrent_activity_task_pollers: field(
    "requests for activities that wait at the server at one time; more of them fetch a burst of tasks faster",
    countField(20),
    { unit: "requests" },
  ),
  max_concurrent_workflow_task_pollers: field(
    "the same for workflow tasks; a worker with a cache asks two queues, each with so many; 1 is not allowed",
    countField(20),
    { unit: "requests" },
  ),
  poller_autoscaling: field(
    "the server's hints decide how many requests for tasks wait, instead of the two fixed numbers",
    pollerAutoscaling.optional(),
  ),
  worker_activities_per_second: field(
    "most activities that this worker starts in a second; 0 is no limit",
    rateField("worker activities per second"),
    { unit: "per second" },
  ),
  worker_local_activities_per_second: field(NO_LOCAL_ACTIVITIES, rateField("worker local activities per second")),
  task_queue_activities_per_second: field(
    "most activities that the server hands out in a second on this queue, to all its workers together; 0 is no limit",
    rateField("task queue activities per second"),
    { unit: "per second" },
  ),
  sticky_schedule_to_start_timeout: field(
    "how long a task waits for the worker that has its workflow cached; then any worker takes it and replays the workflow",
    timeField("sticky_schedule_to_start_timeout", "5s"),
  ),
  worker_stop_timeout: field(
    "how long running activities may go on after a stop; then they are canceled",
    timeField("worker_stop_timeout", "0s"),
    { absent: "`worker.stop_timeout` of `lunation.yaml`, else `0s`" },
  ),
  deadlock_detection_timeout: field(
    "how long a workflow may compute without waiting; then its task fails, and the server tries it again",
    timeField("deadlock_detection_timeout", "1s"),
  ),
  max_heartbeat_throttle_interval: field(
    "longest time between two heartbeats of a running activity; only with one does it learn that it is canceled",
    timeField("max_heartbeat_throttle_interval", "60s"),
  ),
  default_heartbeat_throttle_interval: field(
    "time between two heartbeats of an activity without a `heartbeat_timeout`; with one it is half of that",
    timeField("default_heartbeat_throttle_interval", "30s"),
  ),
  max_cached_workflows: field(
    "workflows that stay in memory between their tasks; 0 keeps none: each task replays its workflow, one by one",
    z.int().min(0, "max cached workflows cannot be negative")
      .max(MOST_CACHED, `max cached workflows cannot be more than ${MOST_CACHED}`).optional(),
    { unit: "workflows", absent: "by the memory of the machine" },
  ),
  enable_logging_in_replay: field(
    "`print` and log records of a workflow are written again whenever it is replayed",
    z.boolean().default(false),
  ),
  enable_session_worker: field(NO_SESSIONS, z.boolean().default(false)),
  disable_workflow_worker: field(
    "takes activities only; workflows of the queue are left to other workers",
    z.boolean().default(false),
  ),
  local_activity_worker_only: field(
    "takes workflows only; activities of the queue are left to other workers",
    z.boolean().default(false),
  ),
  disable_eager_activities: field(
    "activities always go through the task queue; otherwise the server may hand one out at once to the worker whose " +
      "workflow calls it",
    z.boolean().default(false),
  ),
  disable_registration_aliasing: field(
    "no effect: only Go functions have aliases",
    z.boolean().default(false),
  ),
  deployment_name: field(
    "name of the deployment that the worker belongs to, with `use_versioning`; without `.` and `:`",
    z.string().regex(
      DEPLOYMENT_REGEXP,
      'deployment_name cannot contain "." or ":", nor begin with "__"',
    ).default(""),
  ),
  build_id: field(
    "build of the deployment, with `use_versioning`; `auto` makes it of the code of the deployment's workflows",
    z.string().regex(BUILD_REGEXP, 'build_id cannot begin with "__", nor be longer than 255 characters')
      .default(""),
  ),
  build_id_env: field(
    "name of the variable that holds the build id; counts when `build_id` is absent",
    z.string().default(""),
  ),
  use_versioning: field(
    "the worker belongs to a build of a deployment, and gets only tasks of that build",
    z.boolean().default(false),
  ),
  default_versioning_behavior: field(
    "`pinned`: a workflow ends on the build that it began on; `auto_upgrade`: it moves to the current build; for " +
      "workflows that do not say themselves",
    z.enum(["", ...VERSIONING_BEHAVIORS], {
      error: ({ input }) =>
        typeof input === "string"
          ? `invalid default_versioning_behavior: "${input}"; it is one of ${VERSIONING_BEHAVIORS_TEXT}`
          : undefined,
    }).default(""),
    { absent: "`auto_upgrade`" },
  ),
});
