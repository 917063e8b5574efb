import type { CheckContext, Configured, DataPath, Kind } from "../../registry/mod.ts";
import { createClient } from "./create.ts";
import { refusePlaceholders } from "../refuse_placeholders.ts";
import { CREDENTIALS, givenCredentials, schema, type TemporalClientConfig } from "./schema.ts";

const LATER = "not supported yet: this version connects without credentials and in plain text only";

/** `temporal.client`: a connection to a Temporal namespace (contract/temporal-config.md §1). */
export const temporalClient: Kind<TemporalClientConfig> = {
  name: "temporal.client",
  schema,
  unknownKeys: "error",
  references: () => [],
  check(configured, context) {
    refusePlaceholders(configured, context);
    refuseSecureTransport(configured, context);
    warnOfUnusedCredentials(configured, context);
  },
  withoutEffect: ({ config, entry }) => {
    const ignored: { path: DataPath; reason: string }[] = [];
    const later = (path: DataPath, isSet: boolean) => isSet && ignored.push({ path, reason: "not supported yet" });
    later(["keep_alive_time"], entry.data.keep_alive_time !== undefined);
    later(["keep_alive_timeout"], entry.data.keep_alive_timeout !== undefined);
    later(["health_check"], config.health_check.enabled);
    later(["lifecycle", "security"], config.lifecycle.security !== undefined);
    if (config.tls.enabled) return ignored;
    const { ca_file, server_name, insecure_skip_verify } = config.tls;
    for (const [name, value] of Object.entries({ ca_file, server_name, insecure_skip_verify })) {
      if (value) ignored.push({ path: ["tls", name], reason: 'it counts only with "tls.enabled: true"' });
    }
    return ignored;
  },
  create: createClient,
};

/** Connecting in plain text where credentials or encryption were asked for would betray both. */
function refuseSecureTransport({ entry, config }: Configured<TemporalClientConfig>, { collector }: CheckContext): void {
  const type = config.auth.type ?? "none";
  if (type !== "none") {
    collector.report(entry.locate(["auth", "type"]), "unsupported-value", `"auth.type: ${type}" is ${LATER}`, {
      entryId: entry.id,
    });
  }
  if (config.tls.enabled) {
    collector.report(entry.locate(["tls", "enabled"]), "unsupported-value", `"tls.enabled: true" is ${LATER}`, {
      entryId: entry.id,
    });
  }
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
      { severity: "warning", entryId: entry.id, sensitive: true },
    );
  }
}
