import { formatDuration } from "../../base/mod.ts";
import { quote } from "../../diagnostics/mod.ts";
import type { CheckContext, Configured, ProgramSettings } from "../../registry/mod.ts";
import { mapOf } from "../references.ts";
import { registrations } from "./lookup.ts";
import type { TemporalWorkerConfig } from "./schema.ts";

const PATH = ["worker_options", "worker_stop_timeout"];

type Worker = Pick<Configured<TemporalWorkerConfig>, "entry" | "config">;

/** Milliseconds that running activities get at a stop: the worker's own, else what is configured for all. */
export function stopTimeoutOf({ entry, config }: Worker, { workerStopTimeout }: ProgramSettings): number {
  const isGiven = mapOf(entry.data.worker_options)?.worker_stop_timeout !== undefined;
  return isGiven ? config.worker_options.worker_stop_timeout : workerStopTimeout;
}

/** Warns of a grace for activities that cannot be used up, because something around it ends first. */
export function warnOfStopTimeout(worker: Configured<TemporalWorkerConfig>, context: CheckContext): void {
  const { entry, config, isPartial } = worker;
  if (isPartial) return;
  const { shutdownTimeout } = context.settings;
  const grace = stopTimeoutOf(worker, context.settings);
  const bounds = [
    ["lifecycle.stop_timeout", config.lifecycle.stop_timeout],
    ["shutdown.timeout", shutdownTimeout],
  ] as const;
  for (const [name, bound] of bounds.filter(([, bound]) => bound < grace)) {
    const message = `Activities cannot use their grace of ${text(grace)} (worker_stop_timeout): ` +
      `they are cut after ${text(bound)} (${name})`;
    context.collector.report(entry.locate(PATH), "inconsistent-timeouts", message, {
      severity: "warning",
      entryId: entry.id,
      notes: [`Make ${quote(name)} longer than "worker_stop_timeout"`],
    });
  }
}

/** Said once at the start of a worker whose activities get no grace at a stop; undefined for others. */
export function noGraceNote(
  worker: Configured<TemporalWorkerConfig>,
  context: Pick<CheckContext, "settings" | "members">,
): string | undefined {
  const { id } = worker.entry;
  const hasActivities = registrations(id, context).some(({ registration }) => registration.type === "activity");
  if (!hasActivities || stopTimeoutOf(worker, context.settings) > 0) return undefined;
  return `worker_stop_timeout of ${quote(id)} is 0: activities that run at a shutdown will be cut off`;
}

function text(milliseconds: number): string {
  return formatDuration(milliseconds * 1e6);
}
