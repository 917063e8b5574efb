import type { RegistrationIndex } from "./registration_index.ts";
import type { WorkflowCommand } from "./proto.ts";
import type { RunInfo, WorkflowWorld } from "./workflow_world.ts";

/** What the parts of one run share. */
export interface RunParts {
  readonly info: RunInfo;
  readonly world: WorkflowWorld;
  readonly registrations: RegistrationIndex;
  /** Adds to the commands that answer the current activation. */
  push(command: WorkflowCommand): void;
}
