import { systemClock } from "../../base/mod.ts";
import {
  type CheckContext,
  type Configured,
  type DataPath,
  defineKind,
  type Dependencies,
} from "../../registry/mod.ts";
import type { TemporalClient } from "../../temporal/mod.ts";
import { securityWithoutEffect } from "../lifecycle.ts";
import { loadTemporal } from "./load_temporal.ts";
import { clientPermissions } from "./permissions.ts";
import { CREDENTIALS, givenCredentials, schema, type TemporalClientConfig } from "./schema.ts";
import { clientSettings } from "./settings.ts";

/** `temporal.client`: a connection to a Temporal namespace (spec/temporal-config.md §1). */
export const temporalClient = defineKind({
  name: "temporal.client",
  schema,
  envFields: [
    { path: ["auth", "api_key_env"], target: ["auth", "api_key"], isRequired: true },
    { path: ["auth", "cert_pem_env"], target: ["auth", "cert_pem"], isRequired: true },
    { path: ["auth", "key_pem_env"], target: ["auth", "key_pem"], isRequired: true },
    { path: ["tls", "ca_pem_env"], target: ["tls", "ca_pem"], isRequired: true },
  ],
  unknownKeys: "error",
  references: () => [],
  check(configured, context) {
    warnOfUnusedCredentials(configured, context);
  },
  withoutEffect: ({ config }) => {
    const ignored: { path: DataPath; reason: string }[] = securityWithoutEffect(config);
    if (config.tls.enabled) return ignored;
    const { enabled: _, ...settings } = config.tls;
    for (const [name, value] of Object.entries(settings)) {
      if (value) ignored.push({ path: ["tls", name], reason: 'it counts only with "tls.enabled: true"' });
    }
    return ignored;
  },
  permissions: clientPermissions,
  create: createClient,
});

/** Makes the client of an entry; loads Temporal's SDK. */
async function createClient(
  { entry, config }: Configured<TemporalClientConfig>,
  { logger, appFolder }: Dependencies,
): Promise<TemporalClient> {
  const { TemporalClient } = await loadTemporal();
  const settings = clientSettings(config, appFolder);
  return new TemporalClient({ entryId: entry.id, settings, logger, clock: systemClock });
}

function warnOfUnusedCredentials(configured: Configured<TemporalClientConfig>, context: CheckContext): void {
  const { entry, config, isPartial } = configured;
  if (isPartial) return;
  const { type = "none" } = config.auth;
  const unused = [
    ...type === "api_key" ? [] : givenCredentials(config.auth, CREDENTIALS.api_key),
    ...type === "mtls" ? [] : givenCredentials(config.auth, CREDENTIALS.mtls),
  ];
  for (const name of unused) {
    context.collector.report(
      entry.locate(["auth", name], true),
      "no-effect",
      `"auth.${name}" has no effect with auth.type "${type}"`,
      { severity: "warning", entryId: entry.id },
    );
  }
}
