import type { Logger } from "../../base/mod.ts";
import type { LuaProgram } from "../../lua/run/mod.ts";
import { globalModules } from "../../modules/commands/mod.ts";
import type { Configured, Dependencies } from "../../registry/mod.ts";
import { workerSettings } from "../../settings/mod.ts";
import type { WorkflowSettings } from "../../temporal/mod.ts";
import { temporalClient } from "../temporal_client/kind.ts";
import type { TemporalClientConfig } from "../temporal_client/schema.ts";
import { clientIdOf, queueOf, registered } from "./lookup.ts";
import { registrationIndex } from "./registration_index.ts";
import type { TemporalWorkerConfig } from "./schema.ts";

/** What a worker would run, for replays that need no server. */
export interface ReplayTarget {
  readonly workerId: string;
  /** Undefined when the application has no such client. */
  readonly client: Configured<TemporalClientConfig> | undefined;
  /** With the client's prefix. */
  readonly taskQueue: string;
  /** By workflow type. */
  readonly programs: ReadonlyMap<string, LuaProgram>;
  readonly settings: WorkflowSettings;
}

/** The workflows of a worker as it would run them. */
export function replayTarget(
  worker: Configured<TemporalWorkerConfig>,
  app: Pick<Dependencies, "members" | "find" | "lua">,
  logger: Logger,
): ReplayTarget {
  const { entry, kind, config } = worker;
  const taskQueue = queueOf(worker, app);
  const clientId = clientIdOf(worker);
  const settings = workerSettings(config.worker_options, taskQueue);
  const { deadlockDetectionTimeout, enableLoggingInReplay, disableEagerActivities } = settings;
  return {
    workerId: entry.id,
    client: app.find(temporalClient, clientId),
    taskQueue,
    programs: registered(entry.id, app).workflows,
    settings: {
      globals: globalModules,
      registrations: registrationIndex({ workerId: entry.id, clientId, workers: kind }, app),
      deadlockDetectionTimeout,
      logger,
      enableLoggingInReplay,
      disableEagerActivities,
    },
  };
}
