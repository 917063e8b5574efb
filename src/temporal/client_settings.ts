import type { ConnectionSettings } from "./connection/mod.ts";

/** What a Temporal client needs to know (spec/temporal-config.md §1). */
export interface ClientSettings extends ConnectionSettings {
  /** Put in front of each worker's task queue, without a separator. */
  readonly taskQueuePrefix: string;
}
