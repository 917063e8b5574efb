import type { CheckContext, Configured } from "../../registry/mod.ts";
import type { TemporalWorkerConfig } from "./schema.ts";

/** The workers of an application, ordered by id. */
export function workersOf({ ofKind }: Pick<CheckContext, "ofKind">): readonly Configured<TemporalWorkerConfig>[] {
  return ofKind("temporal.worker") as readonly Configured<TemporalWorkerConfig>[];
}
