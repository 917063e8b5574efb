import type { Logger } from "../base/mod.ts";
import type { LuaModule } from "../lua/api/mod.ts";
import type { RegistrationIndex } from "./registration_index.ts";
import type { VersioningBehavior } from "./versioning_behavior.ts";

/** What all runs of one worker share. */
export interface WorkflowSettings {
  /** Modules that every script has. */
  readonly globals: readonly LuaModule[];
  readonly registrations: RegistrationIndex;
  /** Milliseconds that a workflow task may run without yielding. */
  readonly deadlockDetectionTimeout: number;
  readonly logger: Logger;
  /** `print` also when history is replayed. */
  readonly enableLoggingInReplay: boolean;
  readonly disableEagerActivities: boolean;
  /** What becomes of runs when there is a newer build, by workflow type; the worker's default counts for others. */
  readonly versioningBehaviors?: ReadonlyMap<string, VersioningBehavior>;
}
