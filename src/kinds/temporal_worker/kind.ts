import type { SourceRange } from "../../diagnostics/mod.ts";
import { type CheckContext, type Configured, type DataPath, defineKind } from "../../registry/mod.ts";
import { securityWithoutEffect } from "../lifecycle.ts";
import { needs } from "../references.ts";
import { checkMembers } from "./check_members.ts";
import { checkQueue } from "./check_queue.ts";
import { createWorker } from "./create.ts";
import { type RegisteredMember, registrations } from "./lookup.ts";
import { schema, type TemporalWorkerConfig } from "./schema.ts";
import { noGraceNote, warnOfStopTimeout } from "./stop_timeout.ts";

const LOCAL_LATER = "not supported yet: it takes effect with local activities";
const GO_ONLY = "sessions exist only in Temporal's Go SDK";

/** Why an option does nothing when it is set to something else than its default. */
const WITHOUT_EFFECT: Partial<Record<keyof TemporalWorkerConfig["worker_options"], string>> = {
  max_concurrent_session_execution_size: GO_ONLY,
  enable_session_worker: GO_ONLY,
  max_concurrent_eager_activity_execution_size: "Temporal's TypeScript SDK has no such limit",
  max_concurrent_local_activity_execution_size: LOCAL_LATER,
  worker_local_activities_per_second: LOCAL_LATER,
  disable_registration_aliasing: "only Go functions have aliases; entries are registered by their names",
};

const FIXED_POLLERS = ["max_concurrent_activity_task_pollers", "max_concurrent_workflow_task_pollers"];

/** `temporal.worker`: polls one task queue and runs what registers with it (spec/temporal-config.md §7). */
export const temporalWorker = defineKind({
  name: "temporal.worker",
  schema,
  envFields: [
    { path: ["worker_options", "build_id_env"], target: ["worker_options", "build_id"], isRequired: false },
  ],
  unknownKeys: "error",
  references: (entry, { client }) => needs(entry, client, ["client"], ["temporal.client"]),
  check(configured, context) {
    checkNames(configured, context);
    checkMembers(configured, context);
    checkQueue(configured, context);
    warnOfUnusedVersion(configured, context);
    warnOfStopTimeout(configured, context);
  },
  startNotes(configured, context) {
    const note = noGraceNote(configured, context);
    return note === undefined ? [] : [note];
  },
  withoutEffect({ entry, config }) {
    const options = entry.data.worker_options as Record<string, unknown> | undefined;
    const ignored: { path: DataPath; reason: string }[] = [];
    for (const [name, reason] of Object.entries(WITHOUT_EFFECT)) {
      const isSet = options?.[name] && config.worker_options[name as keyof typeof WITHOUT_EFFECT];
      if (isSet) ignored.push({ path: ["worker_options", name], reason });
    }
    for (const name of config.worker_options.poller_autoscaling ? FIXED_POLLERS : []) {
      if (!options?.[name]) continue;
      ignored.push({ path: ["worker_options", name], reason: "poller_autoscaling decides how many polls there are" });
    }
    return [...ignored, ...securityWithoutEffect(config)];
  },
  uses: ["temporal.client"],
  create: createWorker,
});

/** Two workflows cannot have one name on one worker; activities are named by their entries. */
function checkNames({ entry: worker }: Configured<TemporalWorkerConfig>, context: CheckContext): void {
  const taken = new Map<string, { id: string; range: SourceRange }>();
  for (const { configured: { entry }, registration } of registrations(worker.id, context).toSorted(byPlace)) {
    const { type, name, path } = registration;
    const range = entry.locate(path);
    const earlier = taken.get(`${type} ${name}`);
    if (earlier) {
      const message = `${
        type === "workflow" ? "Workflow" : "Activity"
      } "${name}" is already registered with worker "${worker.id}"`;
      const note = { text: `"${earlier.id}" registers it here`, range: earlier.range };
      const help = "Give one of them another name: meta.temporal.workflow.name";
      context.collector.report(range, "duplicate-registration", message, { entryId: entry.id, notes: [note, help] });
    } else taken.set(`${type} ${name}`, { id: entry.id, range });
  }
}

/** As a reader meets the entries. */
function byPlace(
  { configured: { entry: a } }: RegisteredMember,
  { configured: { entry: b } }: RegisteredMember,
): number {
  return a.file === b.file ? a.locate([]).line - b.locate([]).line : a.file < b.file ? -1 : 1;
}

function warnOfUnusedVersion(configured: Configured<TemporalWorkerConfig>, { collector }: CheckContext): void {
  const { entry, config, isPartial } = configured;
  const options = config.worker_options;
  if (isPartial || options.use_versioning) return;
  for (const name of ["deployment_name", "build_id", "default_versioning_behavior"] as const) {
    if (!options[name]) continue;
    collector.report(
      entry.locate(["worker_options", name]),
      "no-effect",
      `"worker_options.${name}" has no effect without "use_versioning: true"`,
      { severity: "warning", entryId: entry.id },
    );
  }
}
