import { clientOf, workersOf } from "../kinds/mod.ts";
import type { LoadedApp } from "../app/mod.ts";

/**
 * Ids of the workers that start with the application and poll the queue of that one: where one serves workflows only and
 * another activities only, neither gets far without the other.
 */
export function workersBeside(app: LoadedApp, id: string): string[] {
  const workers = workersOf(app);
  const own = workers.find(({ entry }) => entry.id === id);
  if (!own) return [];
  const isBeside = (other: typeof own) =>
    other !== own && other.config.lifecycle.auto_start &&
    clientOf(other) === clientOf(own) && other.config.task_queue === own.config.task_queue;
  return workers.filter(isBeside).map(({ entry }) => entry.id);
}
