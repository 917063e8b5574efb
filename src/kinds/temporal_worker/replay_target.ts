import type { Logger } from "../../base/mod.ts";
import type { LuaProgram } from "../../lua/run/mod.ts";
import { globalModules } from "../../modules/commands/mod.ts";
import type { Configured, Dependencies } from "../../registry/mod.ts";
import type { WorkflowSettings } from "../../temporal/mod.ts";
import type { TemporalClientConfig } from "../temporal_client/schema.ts";
import { clientOf } from "./client_of.ts";
import { createDirectory } from "./directory.ts";
import { queueOf } from "./queue_of.ts";
import { registered } from "./registered.ts";
import type { TemporalWorkerConfig } from "./schema.ts";
import { workerSettings } from "./worker_settings.ts";

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
  app: Pick<Dependencies, "members" | "find" | "settings">,
  logger: Logger,
): ReplayTarget {
  const { entry, config } = worker;
  const clientId = clientOf(worker);
  const { deadlockTimeout, printInReplay, disableEagerActivities } = workerSettings(config);
  return {
    workerId: entry.id,
    client: app.find(clientId) as Configured<TemporalClientConfig> | undefined,
    taskQueue: queueOf(worker, app.find),
    programs: registered(entry.id, app).workflows,
    settings: {
      globals: globalModules,
      registrations: createDirectory(entry.id, clientId, app.find),
      deadlockTimeout,
      logger,
      printInReplay,
      disableEagerActivities,
    },
  };
}
