import type { Configured } from "../../registry/mod.ts";
import type { TemporalWorkerConfig } from "./schema.ts";

/** Whether an entry is a worker. */
export function isWorker(configured: Configured | undefined): configured is Configured<TemporalWorkerConfig> {
  return configured?.kind.name === "temporal.worker";
}
