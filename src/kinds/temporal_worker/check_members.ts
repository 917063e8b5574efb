import { quote } from "../../diagnostics/mod.ts";
import type { CheckContext, Configured, DataPath, Entry } from "../../registry/mod.ts";
import type { Registration } from "../lua_code/mod.ts";
import { deploymentWorkflows, registrations } from "./lookup.ts";
import type { TemporalWorkerConfig } from "./schema.ts";

/** The option that keeps a worker from tasks of that type. */
const SWITCHES = { workflow: "disable_workflow_worker", activity: "local_activity_worker_only" } as const;

/** What names of workflows and activities of the program itself begin with (spec/temporal-config.md §9). */
const RESERVED = "__";

/**
 * Reports what registers with a worker to no effect, and a worker that would poll nothing, which the SDK refuses
 * (spec/temporal-config.md §8).
 */
export function checkMembers(worker: Configured<TemporalWorkerConfig>, context: CheckContext): void {
  if (worker.isPartial) return;
  const options = worker.config.worker_options;
  const members = registrations(worker.entry.id, context);
  for (const { configured: { entry }, registration } of members) {
    const warn = (key: string, message: string) => {
      const path: DataPath = ["meta", "temporal", registration.type, key];
      context.collector.report(entry.locate(path), "no-effect", message, { severity: "warning", entryId: entry.id });
    };
    if (registration.name.startsWith(RESERVED)) reportReserved(registration, entry, context);
    const option = SWITCHES[registration.type];
    if (options[option]) warn("worker", neverRuns(registration, option));
    if (registration.versioningBehavior && !options.use_versioning) {
      const message = `"versioning_behavior" has no effect: worker "${worker.entry.id}" has no "use_versioning: true"`;
      warn("versioning_behavior", message);
    }
  }
  const serves = (type: Registration["type"]) => members.some(({ registration }) => registration.type === type);
  checkAutoBuildId(worker, context);
  for (const [type, other] of [["workflow", "activity"], ["activity", "workflow"]] as const) {
    if (!options[SWITCHES[type]] || serves(other)) continue;
    const message = `With "${SWITCHES[type]}" and no ${other} the worker has nothing to poll for`;
    context.collector.report(worker.entry.locate(["worker_options", SWITCHES[type]]), "invalid-value", message, {
      entryId: worker.entry.id,
      notes: [`Register an entry with it: meta.temporal.${other}.worker`],
    });
  }
}

function reportReserved({ type, name, path }: Registration, entry: Entry, { collector }: CheckContext): void {
  const message = `The ${type} name ${quote(name)} is reserved: it begins with "${RESERVED}"`;
  const help = type === "workflow"
    ? "Give it another one: meta.temporal.workflow.name"
    : "Move it to another namespace";
  collector.report(entry.locate(path), "invalid-value", message, { entryId: entry.id, notes: [help] });
}

/** A build id can only be made of code. */
function checkAutoBuildId({ entry, kind, config }: Configured<TemporalWorkerConfig>, context: CheckContext): void {
  const { use_versioning, build_id, deployment_name } = config.worker_options;
  if (!use_versioning || build_id !== "auto") return;
  if (deploymentWorkflows(deployment_name, context.ofKind(kind), context).length > 0) return;
  const message = 'The build id "auto" is made of the workflows of the deployment, and no worker of ' +
    `${quote(deployment_name)} has one`;
  context.collector.report(entry.locate(["worker_options", "build_id"]), "invalid-value", message, {
    entryId: entry.id,
    notes: ['Give the worker of the workflows the same "deployment_name" and "build_id: auto", or name a build here'],
  });
}

function neverRuns({ type, name, worker }: Registration, option: string): string {
  const subject = type === "workflow" ? `Workflow "${name}"` : `Activity "${name}"`;
  return `${subject} never runs here: worker "${worker}" has "${option}"`;
}
