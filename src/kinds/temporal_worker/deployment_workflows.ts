import type { CheckContext, Configured } from "../../registry/mod.ts";
import { registrations } from "./registrations.ts";
import { workersOf } from "./workers_of.ts";

/** A workflow whose code is part of a build. */
export interface DeploymentWorkflow {
  readonly type: string;
  readonly configured: Configured;
}

/**
 * The workflows that make the build id `auto` of a deployment: those of all its workers with that build id. A build of a
 * deployment spans queues and only one is current, so these workers need one id together.
 */
export function deploymentWorkflows(
  deploymentName: string,
  app: Pick<CheckContext, "ofKind" | "members">,
): DeploymentWorkflow[] {
  const workers = workersOf(app).filter(({ isPartial, config }) => {
    const { use_versioning, build_id, deployment_name } = config.worker_options;
    return !isPartial && use_versioning && build_id === "auto" && deployment_name === deploymentName;
  });
  return workers.flatMap(({ entry }) => registrations(entry.id, app))
    .filter(({ registration }) => registration.type === "workflow")
    .map(({ registration, configured }) => ({ type: registration.name, configured }));
}
