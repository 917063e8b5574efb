import type { Command, LuaModule } from "../../lua/api/mod.ts";
import { deriveKey } from "./derive_key.ts";
import type { HostEffect } from "./effect.ts";
import { envEffect, envModule } from "./env.ts";
import type { HostCommand, HostCommandTypes } from "./host_command.ts";
import { httpClientModule, httpEffects } from "./http_client/mod.ts";
import { ioEffect, ioModule } from "./io/mod.ts";
import { registryEffect, registryModule } from "./registry.ts";
import { storeEffect, storeModule } from "./store/mod.ts";

export type { HostCommand, HostCommandTypes } from "./host_command.ts";
export { type EffectContext, type HostEffect, LuaReply } from "./effect.ts";
export { StreamTerminal, type Terminal, type TerminalStreams } from "./io/mod.ts";
export { SqliteStore } from "./store/mod.ts";

/** Modules with real effects; refused in workflows. */
export const hostModules: readonly LuaModule[] = [envModule, httpClientModule, ioModule, registryModule, storeModule];

/** How the commands of these modules are carried out, by their type. */
export const hostEffects: { readonly [K in keyof HostCommandTypes]: HostEffect<HostCommandTypes[K]> } = {
  derive_key: deriveKey,
  env: envEffect,
  ...httpEffects,
  io: ioEffect,
  registry: registryEffect,
  store: storeEffect,
};

/** True for a command that {@linkcode hostEffects} carries out. */
export function isHostCommand(command: Command): command is HostCommand {
  return Object.hasOwn(hostEffects, command.type);
}
