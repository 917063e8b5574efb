import { qualifyEntryId } from "../base/mod.ts";
import type { TemporalWorkerConfig } from "../kinds/mod.ts";
import type { Configured } from "../registry/mod.ts";
import type { LoadedApp } from "../runtime/mod.ts";

/**
 * Ids of the workers that start with the application and poll the queue of that one: where one serves workflows only and
 * another activities only, neither gets far without the other.
 */
export function workersBeside(app: LoadedApp, id: string): string[] {
  const workers = app.ofKind("temporal.worker") as readonly Configured<TemporalWorkerConfig>[];
  const own = workers.find(({ entry }) => entry.id === id);
  return workers.filter((other) => {
    return own && other !== own && other.config.lifecycle.auto_start && placeOf(other) === placeOf(own);
  }).map(({ entry }) => entry.id);
}

function placeOf({ entry, config }: Configured<TemporalWorkerConfig>): string {
  return JSON.stringify([qualifyEntryId(config.client, entry.namespace), config.task_queue]);
}
