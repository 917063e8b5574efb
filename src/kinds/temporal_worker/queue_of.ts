import type { CheckContext, Configured } from "../../registry/mod.ts";
import type { TemporalClientConfig } from "../temporal_client/schema.ts";
import { clientOf } from "./client_of.ts";
import type { TemporalWorkerConfig } from "./schema.ts";

/** The task queue of a worker, with the prefix of its client. */
export function queueOf(worker: Configured<TemporalWorkerConfig>, find: CheckContext["find"]): string {
  const client = find(clientOf(worker)) as Configured<TemporalClientConfig> | undefined;
  return `${client?.config.tq_prefix ?? ""}${worker.config.task_queue}`;
}
