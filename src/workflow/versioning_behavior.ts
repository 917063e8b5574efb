import { VersioningBehavior as Encoded } from "./enums.ts";

/** What becomes of a run when its deployment has a newer build (spec/temporal-config.md §8.1). */
export type VersioningBehavior = "pinned" | "auto_upgrade";

/** The number that Temporal's messages use; absent, the worker's default counts. */
export function encodeVersioningBehavior(behavior: VersioningBehavior | undefined): number {
  switch (behavior) {
    case "pinned":
      return Encoded.VERSIONING_BEHAVIOR_PINNED;
    case "auto_upgrade":
      return Encoded.VERSIONING_BEHAVIOR_AUTO_UPGRADE;
    case undefined:
      return Encoded.VERSIONING_BEHAVIOR_UNSPECIFIED;
  }
}
