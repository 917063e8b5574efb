import { qualifyEntryId } from "../../base/mod.ts";
import type { Configured } from "../../registry/mod.ts";
import type { TemporalWorkerConfig } from "./schema.ts";

/** Id of the client that a worker connects with. */
export function clientOf({ entry, config }: Pick<Configured<TemporalWorkerConfig>, "entry" | "config">): string {
  return qualifyEntryId(config.client, entry.namespace);
}
