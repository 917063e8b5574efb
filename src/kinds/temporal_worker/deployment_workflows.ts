import type { CheckContext, Configured } from "../../registry/mod.ts";
import { registrationOf } from "../lua_code/mod.ts";
import type { TemporalWorkerConfig } from "./schema.ts";

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
  { ofKind, members }: Pick<CheckContext, "ofKind" | "members">,
): DeploymentWorkflow[] {
  const workers = (ofKind("temporal.worker") as readonly Configured<TemporalWorkerConfig>[]).filter((worker) => {
    if (worker.isPartial) return false;
    const { use_versioning, build_id, deployment_name } = worker.config.worker_options;
    return use_versioning && build_id === "auto" && deployment_name === deploymentName;
  });
  return workers.flatMap(({ entry }) => members(entry.id)).flatMap((configured) => {
    const registration = registrationOf(configured.entry, configured.kind.name);
    return registration?.type === "workflow" ? [{ type: registration.name, configured }] : [];
  });
}
