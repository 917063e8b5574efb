import { jsonSchema } from "../src/app/mod.ts";
import { kinds } from "../src/kinds/mod.ts";
import { checkEvidence, type Evidence } from "./support/check_evidence.ts";
import { type FieldSchema, schemaFields } from "./support/schema_fields.ts";

/* Each setting has a test that fails when the setting is dead, or a case that says why it has no effect. */

const OPTIONS = "tests/temporal/options_test.ts";
const LIMITS = "tests/temporal/limits_test.ts";
const POLLERS = "tests/temporal/pollers_test.ts";
const VERSIONING = "tests/temporal/versioning_test.ts";
const VERSIONED_APP = "tests/temporal/versioned_app_test.ts";
const RUN = "src/app/run_test.ts";

function withoutEffect(field: string): Evidence {
  return ["tests/spec/check/worker_without_effect/expected.out", `"${field}" has no effect: `];
}

const WORKER: Readonly<Record<string, Evidence>> = {
  client: ["tests/several_workers_test.ts", "run serves two namespaces and several queues"],
  task_queue: ["tests/several_workers_test.ts", "run serves two namespaces and several queues"],
  "worker_options.identity": [OPTIONS, "identity is what the server calls the worker"],
  "worker_options.max_concurrent_activity_execution_size": [
    LIMITS,
    "never more activities run at once than max_concurrent_activity_execution_size",
  ],
  "worker_options.max_concurrent_workflow_task_execution_size": [
    LIMITS,
    "max_concurrent_workflow_task_execution_size ${slots}: as many tasks are taken from the server",
  ],
  "worker_options.max_concurrent_local_activity_execution_size": withoutEffect(
    "worker_options.max_concurrent_local_activity_execution_size",
  ),
  "worker_options.max_concurrent_session_execution_size": withoutEffect(
    "worker_options.max_concurrent_session_execution_size",
  ),
  "worker_options.max_concurrent_eager_activity_execution_size": withoutEffect(
    "worker_options.max_concurrent_eager_activity_execution_size",
  ),
  "worker_options.max_concurrent_activity_task_pollers": [POLLERS, "max_concurrent_activity_task_pollers: 2"],
  "worker_options.max_concurrent_workflow_task_pollers": [POLLERS, "max_concurrent_workflow_task_pollers: 3"],
  "worker_options.poller_autoscaling.minimum": [POLLERS, "poller_autoscaling: { minimum: 8 }"],
  "worker_options.poller_autoscaling.initial": [POLLERS, "poller_autoscaling: { minimum: 2, initial: 9,"],
  "worker_options.poller_autoscaling.maximum": [POLLERS, "poller_autoscaling: { maximum: 4 }"],
  "worker_options.worker_activities_per_second": [LIMITS, "worker_activities_per_second holds over time"],
  "worker_options.worker_local_activities_per_second": withoutEffect(
    "worker_options.worker_local_activities_per_second",
  ),
  "worker_options.task_queue_activities_per_second": [
    OPTIONS,
    "task_queue_activities_per_second is the rate that the server keeps for the queue",
  ],
  "worker_options.sticky_schedule_to_start_timeout": [
    OPTIONS,
    "sticky_schedule_to_start_timeout is how long a task waits for the worker that has the workflow",
  ],
  "worker_options.worker_stop_timeout": [
    "tests/cli_run_test.ts",
    "run cuts an activity that takes longer than worker_stop_timeout",
  ],
  "worker_options.deadlock_detection_timeout": [OPTIONS, "deadlock_detection_timeout is how long a task may run"],
  "worker_options.max_heartbeat_throttle_interval": [
    OPTIONS,
    "max_heartbeat_throttle_interval bounds the time between two heartbeats",
  ],
  "worker_options.default_heartbeat_throttle_interval": [
    OPTIONS,
    "default_heartbeat_throttle_interval is how often an activity without a timeout is heard of",
  ],
  "worker_options.max_cached_workflows": [OPTIONS, "max_cached_workflows ${max_cached_workflows}: later tasks come by"],
  "worker_options.enable_logging_in_replay": [
    "tests/temporal/eviction_test.ts",
    "print speaks in replays when enable_logging_in_replay says so",
  ],
  "worker_options.enable_session_worker": withoutEffect("worker_options.enable_session_worker"),
  "worker_options.disable_workflow_worker": [OPTIONS, "disable_workflow_worker leaves workflows"],
  "worker_options.local_activity_worker_only": [OPTIONS, "local_activity_worker_only activities to another worker"],
  "worker_options.disable_eager_activities": [POLLERS, "disable_eager_activities keeps the server from handing out"],
  "worker_options.disable_registration_aliasing": withoutEffect("worker_options.disable_registration_aliasing"),
  "worker_options.deployment_name": [VERSIONED_APP, 'assert.equal(deploymentName, "orders")'],
  "worker_options.build_id": [VERSIONING, "a pinned run ends on its build, an auto-upgrade run on the one"],
  "worker_options.build_id_env": [VERSIONED_APP, "build_id_env gives the build"],
  "worker_options.use_versioning": [VERSIONING, "without versioning a workflow's versioning behavior is not sent"],
  "worker_options.default_versioning_behavior": [VERSIONING, "default_versioning_behavior counts for workflows"],
};

const LIFECYCLE: Readonly<Record<string, Evidence>> = {
  "lifecycle.auto_start": [RUN, "run() lifecycle.auto_start starts an entry with the application"],
  "lifecycle.startup": [RUN, "run() lifecycle.startup decides whether a start that fails for good fails the whole"],
  "lifecycle.requires": [RUN, 'for (const field of ["requires", "depends_on"])'],
  "lifecycle.depends_on": [RUN, 'for (const field of ["requires", "depends_on"])'],
  "lifecycle.start_timeout": [RUN, "run() lifecycle.start_timeout bounds one attempt"],
  "lifecycle.stop_timeout": [RUN, "run() lifecycle.stop_timeout is the grace of a stop"],
  "lifecycle.stable_threshold": [RUN, "run() lifecycle.stable_threshold decides when failures count anew"],
  "lifecycle.restart.initial_delay": [RUN, "run() lifecycle.restart: initial_delay, backoff_factor and max_delay"],
  "lifecycle.restart.max_delay": [RUN, "run() lifecycle.restart: initial_delay, backoff_factor and max_delay"],
  "lifecycle.restart.backoff_factor": [RUN, "run() lifecycle.restart: initial_delay, backoff_factor and max_delay"],
  "lifecycle.restart.jitter": [RUN, "run() lifecycle.restart.jitter varies the delays within its fraction"],
  "lifecycle.restart.max_attempts": [RUN, "run() lifecycle.restart.max_attempts ends the attempts; 0 is unlimited"],
  "lifecycle.security": withoutEffect("lifecycle.security"),
};

const worker = (jsonSchema(kinds).definitions as Record<string, FieldSchema>)["temporal.worker"]!;
const ENVELOPE = ["name", "kind", "meta", "data", "namespace", "version", "requirements"];
const workerFields = schemaFields(worker).filter((field) => !ENVELOPE.includes(field));
const isLifecycle = (field: string) => field.startsWith("lifecycle.");

Deno.test("every option of a worker has a test of its effect", () =>
  checkEvidence(workerFields.filter((field) => !isLifecycle(field)), WORKER));

Deno.test("every field of lifecycle has a test of its effect", () =>
  checkEvidence(workerFields.filter(isLifecycle), LIFECYCLE));
