import type { CheckContext, Configured } from "../../registry/mod.ts";
import type { TemporalClientConfig } from "./schema.ts";

/** The clients of an application, ordered by id. */
export function clientsOf({ ofKind }: Pick<CheckContext, "ofKind">): readonly Configured<TemporalClientConfig>[] {
  return ofKind("temporal.client") as readonly Configured<TemporalClientConfig>[];
}
