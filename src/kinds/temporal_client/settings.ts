import { isAbsolute, resolve } from "node:path";
import { Secret } from "../../base/mod.ts";
import type { ClientSettings } from "../../temporal/mod.ts";
import type { TemporalClientConfig } from "./schema.ts";

/** Milliseconds after which Temporal's core notices a dead connection by itself. */
const CORE_KEEP_ALIVE = 40_000;
/** Milliseconds by which an attempt to connect ends before the whole start does, so that its reason is told. */
const HEAD_START = 250;

/**
 * What a client is made with: paths absolute, credentials of the chosen type only.
 *
 * @param appFolder absolute path that relative ones start at
 */
export function clientSettings(config: TemporalClientConfig, appFolder: string): ClientSettings {
  const source = (file: string | undefined, text: Secret | string | undefined) => {
    if (file) return { file: isAbsolute(file) ? file : resolve(appFolder, file) };
    return { text: text instanceof Secret ? text : new Secret(text ?? "") };
  };
  const { auth, tls, health_check: health, lifecycle } = config;
  return {
    address: config.address,
    namespace: config.namespace,
    connectTimeout: Math.max(1, Math.min(config.connection_timeout, lifecycle.start_timeout - HEAD_START)),
    ...auth.type === "api_key" && { auth: { type: "api_key", key: source(auth.api_key_file, auth.api_key) } },
    ...auth.type === "mtls" && {
      auth: {
        type: "mtls",
        certificate: source(auth.cert_file, auth.cert_pem),
        key: source(auth.key_file, auth.key_pem),
      },
    },
    ...tls.enabled && {
      tls: {
        insecureSkipVerify: tls.insecure_skip_verify,
        ...tls.server_name && { serverName: tls.server_name },
        ...(tls.ca_file || tls.ca_pem) && { authority: source(tls.ca_file, tls.ca_pem) },
      },
    },
    allowInsecureKeyFile: auth.allow_insecure_key_file,
    throughRelay: needsRelay(config),
    keepAlive: { time: config.keep_alive_time, timeout: config.keep_alive_timeout },
    ...health.enabled && { healthCheckInterval: health.interval },
  };
}

/**
 * Whether the traffic has to go through a relay of ours on this machine: to a server whose certificate is not looked at, and
 * when a dead connection is to be noticed sooner than Temporal's core does, and so has to be broken off.
 */
export function needsRelay(
  { tls, keep_alive_time, keep_alive_timeout }: Pick<
    TemporalClientConfig,
    "tls" | "keep_alive_time" | "keep_alive_timeout"
  >,
): boolean {
  return tls.enabled && tls.insecure_skip_verify || keep_alive_time + keep_alive_timeout < CORE_KEEP_ALIVE;
}
