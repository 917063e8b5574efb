import { deepEqual } from "node:assert/strict";
import { schema } from "./schema.ts";

const base = { client: "client", task_queue: "orders" };

function options(worker_options: Record<string, unknown>) {
  return schema.parse({ ...base, worker_options }).worker_options;
}

function faults(data: Record<string, unknown>): string[] {
  return (schema.safeParse(data).error?.issues ?? []).map(({ path, message }) => `${path.join(".")}: ${message}`);
}

function optionFaults(worker_options: Record<string, unknown>): string[] {
  return faults({ ...base, worker_options });
}

Deno.test("temporal.worker schema() fills in every default", () => {
  deepEqual(options({}), {
    identity: "",
    max_concurrent_activity_execution_size: 1000,
    max_concurrent_workflow_task_execution_size: 1000,
    max_concurrent_local_activity_execution_size: 1000,
    max_concurrent_session_execution_size: 1000,
    max_concurrent_eager_activity_execution_size: 0,
    max_concurrent_activity_task_pollers: 20,
    max_concurrent_workflow_task_pollers: 20,
    worker_activities_per_second: 0,
    worker_local_activities_per_second: 0,
    task_queue_activities_per_second: 0,
    sticky_schedule_to_start_timeout: 5_000,
    worker_stop_timeout: 0,
    deadlock_detection_timeout: 1_000,
    max_heartbeat_throttle_interval: 60_000,
    default_heartbeat_throttle_interval: 30_000,
    enable_logging_in_replay: false,
    enable_session_worker: false,
    disable_workflow_worker: false,
    local_activity_worker_only: false,
    disable_eager_activities: false,
    disable_registration_aliasing: false,
    deployment_name: "",
    build_id: "",
    build_id_env: "",
    use_versioning: false,
    default_versioning_behavior: "",
  });
});

Deno.test("temporal.worker schema() reads client and task queue", () => {
  const { client, task_queue } = schema.parse({ client: { ns: "app", name: "client" }, task_queue: "orders" });
  deepEqual({ client, task_queue }, { client: "app:client", task_queue: "orders" });
  deepEqual(faults({}), ["client: client reference is required", "task_queue: task queue is required"]);
  deepEqual(faults({ client: "", task_queue: "" }), [
    "client: client reference is required",
    "task_queue: task queue is required",
  ]);
  deepEqual(faults({ ...base, client: 5 }), ['client: Expected the id of an entry, such as "app:worker"']);
});

Deno.test("temporal.worker schema() takes zero and less for the default of a count", () => {
  const counts = [
    ["max_concurrent_activity_execution_size", 1000],
    ["max_concurrent_workflow_task_execution_size", 1000],
    ["max_concurrent_local_activity_execution_size", 1000],
    ["max_concurrent_session_execution_size", 1000],
    ["max_concurrent_activity_task_pollers", 20],
    ["max_concurrent_workflow_task_pollers", 20],
  ] as const;
  for (const [name, fallback] of counts) {
    deepEqual([0, -1, 7].map((value) => options({ [name]: value })[name]), [fallback, fallback, 7], name);
  }
});

Deno.test("temporal.worker schema() takes zero and less for the default of a time", () => {
  const times = [
    ["sticky_schedule_to_start_timeout", 5_000],
    ["worker_stop_timeout", 0],
    ["deadlock_detection_timeout", 1_000],
    ["max_heartbeat_throttle_interval", 60_000],
    ["default_heartbeat_throttle_interval", 30_000],
  ] as const;
  for (const [name, fallback] of times) {
    deepEqual(["0s", "-1s", "", "250ms"].map((value) => options({ [name]: value })[name]), [
      fallback,
      fallback,
      fallback,
      250,
    ], name);
  }
  deepEqual(optionFaults({ worker_stop_timeout: 5 }), [
    "worker_options.worker_stop_timeout: Invalid worker_stop_timeout: " +
    'a duration is text such as "500ms", "10s" or "1m30s", got the number 5',
  ]);
});

Deno.test("temporal.worker schema() has the rules of the contract, each with its text", () => {
  const cases: [options: Record<string, unknown>, fault: string][] = [
    [
      { max_concurrent_workflow_task_pollers: 1 },
      "max_concurrent_workflow_task_pollers: max concurrent workflow task pollers cannot be 1",
    ],
    [
      { disable_workflow_worker: true, local_activity_worker_only: true },
      "local_activity_worker_only: " +
      "cannot disable workflow worker and use local activity worker only simultaneously",
    ],
    [
      { worker_activities_per_second: -1 },
      "worker_activities_per_second: worker activities per second cannot be negative",
    ],
    [
      { worker_local_activities_per_second: -0.5 },
      "worker_local_activities_per_second: worker local activities per second cannot be negative",
    ],
    [
      { task_queue_activities_per_second: -1 },
      "task_queue_activities_per_second: task queue activities per second cannot be negative",
    ],
    [{ max_cached_workflows: -1 }, "max_cached_workflows: max cached workflows cannot be negative"],
    [{ max_cached_workflows: 1_000_001 }, "max_cached_workflows: max cached workflows cannot be more than 1000000"],
    ...["a.b", "a:b", "__a"].map((name): [Record<string, unknown>, string] => [
      { deployment_name: name },
      'deployment_name: deployment_name cannot contain "." or ":", nor begin with "__"',
    ]),
    ...["__1", "1".repeat(256)].map((id): [Record<string, unknown>, string] => [
      { build_id: id },
      'build_id: build_id cannot begin with "__", nor be longer than 255 characters',
    ]),
    [{ use_versioning: true, build_id: "1" }, "use_versioning: use_versioning requires deployment_name"],
    [{ use_versioning: true, deployment_name: "d" }, "use_versioning: use_versioning requires build_id"],
    [
      { default_versioning_behavior: "pined" },
      'default_versioning_behavior: invalid default_versioning_behavior: "pined"; ' +
      'it is one of "pinned", "auto_upgrade"',
    ],
  ];
  for (const [given, fault] of cases) deepEqual(optionFaults(given), [`worker_options.${fault}`]);
});

Deno.test("temporal.worker schema() takes a cache of zero workflows", () => {
  deepEqual(options({ max_cached_workflows: 0 }).max_cached_workflows, 0);
});

Deno.test("temporal.worker schema() refuses fractions of things and numbers in quotes", () => {
  deepEqual(optionFaults({ max_concurrent_activity_task_pollers: 2.5 }).length, 1);
  deepEqual(optionFaults({ max_concurrent_activity_task_pollers: "5" }).length, 1);
  deepEqual(optionFaults({ max_cached_workflows: 1.5 }).length, 1);
});

Deno.test("temporal.worker schema() completes poller_autoscaling with what fits", () => {
  const cases: [given: Record<string, number>, pollers: [minimum: number, initial: number, maximum: number]][] = [
    [{}, [1, 5, 100]],
    [{ minimum: 8 }, [8, 8, 100]],
    [{ minimum: 200 }, [200, 200, 200]],
    [{ maximum: 3 }, [1, 3, 3]],
    [{ initial: 150 }, [1, 150, 150]],
    [{ minimum: 2, initial: 2, maximum: 2 }, [2, 2, 2]],
  ];
  for (const [given, [minimum, initial, maximum]] of cases) {
    deepEqual(options({ poller_autoscaling: given }).poller_autoscaling, { minimum, initial, maximum });
  }
});

Deno.test("temporal.worker schema() refuses numbers of pollers that cannot be", () => {
  const cases: [given: Record<string, number>, fault: string][] = [
    [{ minimum: 0 }, "minimum: minimum must be at least 1"],
    [{ maximum: 0 }, "maximum: maximum must be at least 1"],
    [{ minimum: 5, maximum: 4 }, "maximum: maximum cannot be less than minimum"],
    [{ minimum: 5, initial: 4 }, "initial: initial must lie between minimum and maximum"],
    [{ initial: 5, maximum: 4 }, "initial: initial must lie between minimum and maximum"],
  ];
  for (const [given, fault] of cases) {
    deepEqual(optionFaults({ poller_autoscaling: given }), [`worker_options.poller_autoscaling.${fault}`]);
  }
});
