import type { Kind } from "../registry/mod.ts";
import { functionLua } from "./function_lua/kind.ts";
import { libraryLua } from "./library_lua/kind.ts";
import { registryEntry } from "./registry_entry/kind.ts";
import { temporalClient } from "./temporal_client/kind.ts";
import { temporalWorker } from "./temporal_worker/kind.ts";
import { workflowLua } from "./workflow_lua/kind.ts";

export { createFunctionRunner } from "./function_runner.ts";
export type { LifecycleBlock } from "./lifecycle.ts";
export { programOf, type Registration, registrationOf } from "./lua_code/mod.ts";
export type { TemporalClientConfig } from "./temporal_client/schema.ts";
export { clientSettings } from "./temporal_client/settings.ts";
export type { TemporalWorkerConfig } from "./temporal_worker/schema.ts";

/** All kinds of entries. */
export const kinds: readonly Kind[] = [
  functionLua,
  libraryLua,
  registryEntry,
  temporalClient,
  temporalWorker,
  workflowLua,
] as readonly Kind[];
