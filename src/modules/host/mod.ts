import type { LuaModule } from "../../lua/mod.ts";
import type { HostEffect } from "./effect.ts";
import { envEffect, envModule } from "./env.ts";
import { httpClientModule } from "./http_client.ts";
import { httpRequest } from "./http_request.ts";

export type { EffectContext, HostEffect } from "./effect.ts";

/** Modules with real effects; refused in workflows. */
export const hostModules: readonly LuaModule[] = [envModule, httpClientModule];

/** How the commands of these modules are carried out, by their type. */
export const hostEffects: ReadonlyMap<string, HostEffect> = new Map([["env", envEffect], ["http", httpRequest]]);
