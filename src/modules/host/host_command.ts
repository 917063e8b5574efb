import type { DeriveKeyCommand } from "../pure/mod.ts";
import type { EnvCommand } from "./env.ts";
import type { HttpCommandTypes } from "./http_client/mod.ts";
import type { IoCommand } from "./io/mod.ts";
import type { RegistryCommand } from "./registry.ts";
import type { StoreCommand } from "./store/mod.ts";

/** What scripts can ask only outside of workflows, by type. */
export interface HostCommandTypes extends HttpCommandTypes {
  derive_key: DeriveKeyCommand;
  env: EnvCommand;
  io: IoCommand;
  registry: RegistryCommand;
  store: StoreCommand;
}

declare module "../../lua/api/native.ts" {
  interface CommandTypes extends HostCommandTypes {}
}

export type HostCommand = HostCommandTypes[keyof HostCommandTypes];
