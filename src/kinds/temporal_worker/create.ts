import { type Component, systemClock } from "../../base/mod.ts";
import { globalModules } from "../../modules/commands/mod.ts";
import type { Configured, Dependencies } from "../../registry/mod.ts";
import type { TemporalClient } from "../../temporal/mod.ts";
import { clientOf } from "./client_of.ts";
import { deploymentWorkflows } from "./deployment_workflows.ts";
import { createDirectory } from "./directory.ts";
import { registered } from "./registered.ts";
import type { TemporalWorkerConfig } from "./schema.ts";
import { stopTimeoutOf } from "./stop_timeout.ts";
import { workerSettings } from "./worker_settings.ts";
import { workflowBuildId } from "./workflow_build_id.ts";

/** Makes the worker of an entry with everything that registers with it; loads Temporal's SDK. */
export async function createWorker(
  { entry, config }: Configured<TemporalWorkerConfig>,
  dependencies: Dependencies,
): Promise<Component> {
  const { TemporalWorker, WORKFLOW_ABI } = await import("../../temporal/mod.ts");
  const { find, logger } = dependencies;
  const clientId = clientOf({ entry, config });
  const members = registered(entry.id, dependencies);
  const settings = workerSettings(config);
  const autoBuildId = (name: string) => workflowBuildId(deploymentWorkflows(name, dependencies), find, WORKFLOW_ABI);
  const deployment = settings.deployment?.buildId === "auto"
    ? { ...settings.deployment, buildId: autoBuildId(settings.deployment.name) }
    : settings.deployment;
  return new TemporalWorker({
    ...members,
    entryId: entry.id,
    settings: { ...settings, deployment, stopTimeout: stopTimeoutOf({ entry, config }, dependencies.settings) },
    client: dependencies.component(clientId) as TemporalClient,
    functions: dependencies.functions,
    registrations: createDirectory(entry.id, clientId, find),
    globals: globalModules,
    logger,
    clock: systemClock,
  });
}
