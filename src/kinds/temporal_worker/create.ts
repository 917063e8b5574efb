import { type Component, qualifyEntryId, systemClock } from "../../base/mod.ts";
import type { LuaProgram } from "../../lua/mod.ts";
import { globalModules } from "../../modules/commands/mod.ts";
import type { Configured, Dependencies } from "../../registry/mod.ts";
import type { TemporalClient, VersioningBehavior } from "../../temporal/mod.ts";
import { createFunctionRunner } from "../function_runner.ts";
import { programOf, registrationOf } from "../lua_code/mod.ts";
import { createDirectory } from "./directory.ts";
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
  const members = registered(entry.id, dependencies);
  const settings = workerSettings(config);
  const deployment = settings.deployment?.buildId === "auto"
    ? { ...settings.deployment, buildId: workflowBuildId(members.configured, find, WORKFLOW_ABI) }
    : settings.deployment;
  return new TemporalWorker({
    ...members,
    entryId: entry.id,
    settings: { ...settings, deployment, stopTimeout: stopTimeoutOf({ entry, config }, dependencies.settings) },
    client: dependencies.component(qualifyEntryId(config.client, entry.namespace)) as TemporalClient,
    functions: createFunctionRunner(dependencies, logger),
    directory: createDirectory(entry.id, qualifyEntryId(config.client, entry.namespace), find),
    globals: globalModules,
    logger,
    clock: systemClock,
  });
}

/** The workflows, by type, and the activities that name this worker. */
function registered(workerId: string, dependencies: Dependencies) {
  const workflows = new Map<string, LuaProgram>();
  const configured = new Map<string, Configured>();
  const versioningBehaviors = new Map<string, VersioningBehavior>();
  const activities: string[] = [];
  for (const member of dependencies.members(workerId)) {
    const registration = registrationOf(member.entry, member.kind.name);
    if (registration?.type === "activity") activities.push(registration.name);
    const program = registration?.type === "workflow" ? programOf(member, dependencies) : undefined;
    if (!registration || !program) continue;
    workflows.set(registration.name, program);
    configured.set(registration.name, member);
    if (registration.versioningBehavior) versioningBehaviors.set(registration.name, registration.versioningBehavior);
  }
  return { workflows, configured, versioningBehaviors, activities };
}
