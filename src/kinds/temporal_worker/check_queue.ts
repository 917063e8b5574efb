import { quote } from "../../diagnostics/mod.ts";
import type { CheckContext, Configured } from "../../registry/mod.ts";
import type { Registration } from "../lua_code/mod.ts";
import { clientIdOf, registrations } from "./lookup.ts";
import type { TemporalWorkerConfig } from "./schema.ts";

type Worker = Configured<TemporalWorkerConfig>;

/**
 * Warns of two workers that poll one queue and do not serve the same: Temporal gives a task to any of them, so it fails
 * until it happens to reach the right one. Builds of their own get tasks of their own.
 */
export function checkQueue(worker: Worker, context: CheckContext): void {
  if (worker.isPartial) return;
  const earlier = context.ofKind(worker.kind)
    .filter((other) => other.entry.id < worker.entry.id && !other.isPartial && placeOf(other) === placeOf(worker));
  for (const other of earlier) {
    for (const type of ["workflow", "activity"] as const) compare(type, worker, other, context);
  }
}

/** What tasks are handed out by. */
function placeOf(worker: Worker): string {
  const { task_queue, worker_options: options } = worker.config;
  const build = options.use_versioning ? [options.deployment_name, options.build_id] : [];
  return JSON.stringify([clientIdOf(worker), task_queue, ...build]);
}

function compare(type: Registration["type"], worker: Worker, other: Worker, context: CheckContext): void {
  const [here, there] = [namesOf(type, worker, context), namesOf(type, other, context)];
  // Who serves none of them does not poll for them.
  if (here.length === 0 || there.length === 0) return;
  const only = [
    ...here.filter((name) => !there.includes(name)).map((name) => `${quote(name)} only ${quote(worker.entry.id)}`),
    ...there.filter((name) => !here.includes(name)).map((name) => `${quote(name)} only ${quote(other.entry.id)}`),
  ];
  if (only.length === 0) return;
  const { entry, config } = worker;
  const message = `${quote(entry.id)} and ${quote(other.entry.id)} poll the queue ${quote(config.task_queue)} ` +
    `and do not serve the same: ${type} ${only.join(", ")}`;
  context.collector.report(entry.locate(["task_queue"]), "unequal-workers", message, {
    severity: "warning",
    entryId: entry.id,
    notes: [
      { text: `${quote(other.entry.id)} polls it here`, range: other.entry.locate(["task_queue"]) },
      "Give one of them a queue of its own, or register the same with both",
    ],
  });
}

function namesOf(type: Registration["type"], { entry, config }: Worker, context: CheckContext): string[] {
  const { disable_workflow_worker, local_activity_worker_only } = config.worker_options;
  if (type === "workflow" ? disable_workflow_worker : local_activity_worker_only) return [];
  return registrations(entry.id, context)
    .filter(({ registration }) => registration.type === type).map(({ registration }) => registration.name);
}
