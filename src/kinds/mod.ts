import type { Kind } from "../registry/mod.ts";
import { envStorageFile } from "./env_storage_file/kind.ts";
import { envStorageMemory } from "./env_storage_memory/kind.ts";
import { envStorageOs } from "./env_storage_os/kind.ts";
import { envStorageRouter } from "./env_storage_router/kind.ts";
import { envStorageStatic } from "./env_storage_static/kind.ts";
import { envVariable } from "./env_variable/kind.ts";
import { functionLua } from "./function_lua/kind.ts";
import { libraryLua } from "./library_lua/kind.ts";
import { nsDefinition } from "./ns_definition/kind.ts";
import { nsRequirement } from "./ns_requirement/kind.ts";
import { processHost } from "./process_host/kind.ts";
import { processLua } from "./process_lua/kind.ts";
import { processService } from "./process_service/kind.ts";
import { registryEntry } from "./registry_entry/kind.ts";
import { storeFile } from "./store_file/kind.ts";
import { storeMemory } from "./store_memory/kind.ts";
import { temporalClient } from "./temporal_client/kind.ts";
import { temporalWorker } from "./temporal_worker/kind.ts";
import { terminalHost } from "./terminal_host/kind.ts";
import { workflowLua } from "./workflow_lua/kind.ts";

export type { LifecycleBlock } from "./lifecycle.ts";
export { mapOf } from "./references.ts";
export { poolSize } from "./function_lua/schema.ts";
export { LuaCode, type Registration, registrationOf } from "./lua_code/mod.ts";
export type { TemporalClientConfig } from "./temporal_client/schema.ts";
export { loadTemporal } from "./temporal_client/load_temporal.ts";
export { clientSettings } from "./temporal_client/settings.ts";
export { clientIdOf } from "./temporal_worker/lookup.ts";
export { WorkflowTargets } from "./temporal_worker/workflow_targets.ts";
export { type ReplayTarget, replayTarget } from "./temporal_worker/replay_target.ts";
export { commandOf } from "./process_lua/command_of.ts";
export { defaultHostOf } from "./process_lua/default_host.ts";
export type { TemporalWorkerConfig } from "./temporal_worker/schema.ts";

export { functionLua, processHost, processLua, temporalClient, temporalWorker, terminalHost };

/** All kinds of entries. */
export const kinds: readonly Kind[] = [
  envStorageFile,
  envStorageMemory,
  envStorageOs,
  envStorageRouter,
  envStorageStatic,
  envVariable,
  functionLua,
  libraryLua,
  nsDefinition,
  nsRequirement,
  processHost,
  processLua,
  processService,
  registryEntry,
  storeFile,
  storeMemory,
  temporalClient,
  temporalWorker,
  terminalHost,
  workflowLua,
];
