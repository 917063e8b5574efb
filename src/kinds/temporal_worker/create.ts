import { systemClock } from "../../base/mod.ts";
import { globalModules } from "../../modules/commands/mod.ts";
import type { Configured, Dependencies } from "../../registry/mod.ts";
import { workerSettings } from "../../settings/mod.ts";
import type { TemporalWorker } from "../../temporal/mod.ts";
import { temporalClient } from "../temporal_client/kind.ts";
import { clientIdOf, deploymentWorkflows, queueOf, registered } from "./lookup.ts";
import { registrationIndex } from "./registration_index.ts";
import type { TemporalWorkerConfig } from "./schema.ts";
import { stopTimeoutOf } from "./stop_timeout.ts";
import { workflowBuildId } from "./workflow_build_id.ts";

/** Makes the worker of an entry with everything that registers with it; loads Temporal's SDK. */
export async function createWorker(
  worker: Configured<TemporalWorkerConfig>,
  dependencies: Dependencies,
): Promise<TemporalWorker> {
  const { TemporalWorker, WORKFLOW_ABI } = await import("../../temporal/mod.ts");
  const { entry, kind, config } = worker;
  const { find, logger } = dependencies;
  const clientId = clientIdOf(worker);
  const members = registered(entry.id, dependencies);
  const settings = workerSettings(config.worker_options, queueOf(worker, dependencies));
  const { useVersioning, deploymentName, buildId } = settings;
  const autoBuildId = () =>
    workflowBuildId(deploymentWorkflows(deploymentName, dependencies.ofKind(kind), dependencies), find, WORKFLOW_ABI);
  return new TemporalWorker({
    ...members,
    entryId: entry.id,
    settings: {
      ...settings,
      buildId: useVersioning && buildId === "auto" ? autoBuildId() : buildId,
      workerStopTimeout: stopTimeoutOf(worker, dependencies.settings),
    },
    client: dependencies.component(temporalClient, clientId),
    functions: dependencies.functions,
    registrations: registrationIndex({ workerId: entry.id, clientId, workers: kind }, dependencies),
    globals: globalModules,
    logger,
    clock: systemClock,
  });
}
