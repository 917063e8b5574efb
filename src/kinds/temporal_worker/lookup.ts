import { qualifyEntryId } from "../../base/mod.ts";
import type { LuaProgram } from "../../lua/run/mod.ts";
import type { Configured, Dependencies, EntryLookup } from "../../registry/mod.ts";
import type { VersioningBehavior } from "../../temporal/mod.ts";
import { type Registration, registrationOf } from "../lua_code/mod.ts";
import { temporalClient } from "../temporal_client/kind.ts";
import type { TemporalWorkerConfig } from "./schema.ts";

type Worker = Pick<Configured<TemporalWorkerConfig>, "entry" | "config">;

/** Id of the client that a worker connects with. */
export function clientIdOf({ entry, config }: Worker): string {
  return qualifyEntryId(config.client, entry.namespace);
}

/** The task queue that a worker polls: its own name of it, behind the prefix of its client. */
export function queueOf(worker: Worker, { find }: Pick<EntryLookup, "find">): string {
  const prefix = find(temporalClient, clientIdOf(worker))?.config.tq_prefix ?? "";
  return `${prefix}${worker.config.task_queue}`;
}

/** An entry that a worker runs. */
export interface RegisteredMember {
  readonly configured: Configured;
  readonly registration: Registration;
}

/** The entries that register with a worker and how, ordered by id. */
export function registrations(workerId: string, { members }: Pick<EntryLookup, "members">): RegisteredMember[] {
  return members(workerId).flatMap((configured) => {
    const registration = registrationOf(configured.entry, configured.kind.name);
    return registration ? [{ configured, registration }] : [];
  });
}

/** The workflows, by type, and the activities that name a worker. */
export function registered(workerId: string, app: Pick<Dependencies, "members" | "lua">) {
  const workflows = new Map<string, LuaProgram>();
  const versioningBehaviors = new Map<string, VersioningBehavior>();
  const activities: string[] = [];
  for (const { configured, registration } of registrations(workerId, app)) {
    const { type, name, versioningBehavior } = registration;
    if (type === "activity") activities.push(name);
    const program = type === "workflow" ? app.lua.program(configured) : undefined;
    if (!program) continue;
    workflows.set(name, program);
    if (versioningBehavior) versioningBehaviors.set(name, versioningBehavior);
  }
  return { workflows, versioningBehaviors, activities };
}

/** A workflow whose code is part of a build. */
export interface DeploymentWorkflow {
  readonly type: string;
  readonly configured: Configured;
}

/**
 * The workflows that make the build id `auto` of a deployment: those of all its workers with that build id. A build of a
 * deployment spans queues and only one is current, so these workers need one id together.
 *
 * @param workers of the application, also those of other deployments
 */
export function deploymentWorkflows(
  deploymentName: string,
  workers: readonly Configured<TemporalWorkerConfig>[],
  app: Pick<EntryLookup, "members">,
): DeploymentWorkflow[] {
  const own = workers.filter(({ isPartial, config }) => {
    const { use_versioning, build_id, deployment_name } = config.worker_options;
    return !isPartial && use_versioning && build_id === "auto" && deployment_name === deploymentName;
  });
  return own.flatMap(({ entry }) => registrations(entry.id, app))
    .filter(({ registration }) => registration.type === "workflow")
    .map(({ registration, configured }) => ({ type: registration.name, configured }));
}
