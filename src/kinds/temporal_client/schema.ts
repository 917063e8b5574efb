import { z } from "zod";
import { field } from "../../registry/mod.ts";
import { Secret } from "../../base/mod.ts";
import { durationField } from "../../settings/mod.ts";
import { requiredText, secretField } from "../fields.ts";
import { lifecycleSchema } from "../lifecycle.ts";
import { type Rule, withRules } from "../rules.ts";

const AUTH_TYPES = ["none", "api_key", "mtls"] as const;

const auth = z.strictObject({
  /** Optional only to tell its absence from "none". */
  type: field(
    "how the program proves who it is; `mtls` is a client certificate",
    z.enum(AUTH_TYPES, {
      error: ({ input }) => typeof input === "string" ? `invalid auth type: ${input}` : undefined,
    }).optional(),
    { absent: "`none`" },
  ),
  api_key: field("the API key itself; better a placeholder", secretField.optional()),
  api_key_env: field("name of the variable that holds the API key", z.string().optional()),
  api_key_file: field(
    "path of a file that holds the API key and that only its owner may read; read again when it changes",
    z.string().optional(),
  ),
  cert_file: field(
    "path of the client certificate, a PEM file; read again when it changes",
    z.string().optional(),
  ),
  cert_pem: field("the client certificate itself, as PEM text", secretField.optional()),
  cert_pem_env: field("name of the variable that holds the client certificate", z.string().optional()),
  key_file: field(
    "path of the certificate's private key, a PEM file that only its owner may read; read again when it changes",
    z.string().optional(),
  ),
  key_pem: field("the private key itself, as PEM text; better a placeholder", secretField.optional()),
  key_pem_env: field("name of the variable that holds the private key", z.string().optional()),
  /** architecture.md §5 */
  allow_insecure_key_file: field(
    "uses `key_file` and `api_key_file` also when others may read them; otherwise the client does not start",
    z.boolean().default(false),
  ),
});

const tls = z.strictObject({
  enabled: field("encrypts the connection; credentials turn it on, too", z.boolean().default(false)),
  ca_file: field(
    "path of the certificates of the authorities that may have signed the server's, a PEM file",
    z.string().optional(),
    { absent: "those of the system" },
  ),
  ca_pem: field("the authorities' certificates themselves, as PEM text", z.string().optional()),
  ca_pem_env: field("name of the variable that holds the authorities' certificates", z.string().optional()),
  server_name: field(
    "name that the server's certificate must have",
    z.string().optional(),
    { absent: "host of `address`" },
  ),
  insecure_skip_verify: field(
    "takes any certificate, so that anybody may pose as the server; only for tests",
    z.boolean().default(false),
  ),
});

const healthCheck = z.strictObject({
  enabled: field(
    "asks the server again and again whether it is well, and replaces a connection that gives no answer",
    z.boolean().default(false),
  ),
  interval: field("time between two such questions", durationField("interval", "30s")),
});

const fields = z.strictObject({
  address: field("`host:port` of the server", requiredText("address is required")),
  namespace: field(
    "Temporal namespace on the server",
    z.string().default("default").transform((text) => text || "default"),
  ),
  tq_prefix: field("put in front of the task queue of each worker that uses this client", z.string().default("")),
  connection_timeout: field(
    "how long one attempt to connect may take; then it has failed",
    durationField("connection_timeout", "10s"),
  ),
  keep_alive_time: field(
    "how long the server may be silent before the client asks whether it is still there",
    durationField("keep_alive_time", "30s"),
  ),
  keep_alive_timeout: field(
    "how long the answer to that may take; then the connection is replaced",
    durationField("keep_alive_timeout", "10s"),
  ),
  auth: field("credentials of the program", auth.prefault({})),
  tls: field("encryption, and which server is trusted", tls.prefault({})),
  health_check: field("regular questions to the server whether it is well", healthCheck.prefault({})),
  lifecycle: lifecycleSchema,
});

/**
 * A decoded `temporal.client`; times in milliseconds. The `_env` fields (spec/env.md §5) are gone when they could be
 * resolved: their values stand in the fields that they are named after, so a connection is made from PEM text, secrets
 * and paths.
 */
export type TemporalClientConfig = z.output<typeof fields>;

type Auth = Partial<TemporalClientConfig["auth"]>;

/** The fields that hold credentials, by the `auth.type` that uses them. */
export const CREDENTIALS = {
  api_key: ["api_key", "api_key_env", "api_key_file"],
  mtls: ["cert_file", "cert_pem", "cert_pem_env", "key_file", "key_pem", "key_pem_env"],
} as const;

/** Which of these credential fields are given; empty text counts as absent. */
export function givenCredentials<K extends keyof Auth>(auth: Auth | undefined, names: readonly K[]): K[] {
  return names.filter((name) => {
    const value = auth?.[name];
    return value !== undefined && (value instanceof Secret ? value.reveal() : value) !== "";
  });
}

const CERTIFICATES = ["cert_file", "cert_pem", "cert_pem_env"] as const;
const KEYS = ["key_file", "key_pem", "key_pem_env"] as const;
const AUTHORITIES = ["ca_file", "ca_pem", "ca_pem_env"] as const;

function has(type: Auth["type"], names: readonly (keyof Auth)[], wrong: (count: number) => boolean) {
  return (value: { auth?: unknown }) => {
    const auth = value.auth as Auth | undefined;
    return auth?.type === type && wrong(givenCredentials(auth, names).length);
  };
}

/** spec/temporal-config.md §1.2 in its order; the rules on single fields are in the fields. */
const rules: Rule<TemporalClientConfig>[] = [
  {
    path: ["auth"],
    message: "API key source is required",
    broken: has("api_key", CREDENTIALS.api_key, (n) => n === 0),
  },
  {
    path: ["auth"],
    message: "multiple API key sources specified",
    broken: has("api_key", CREDENTIALS.api_key, (n) => n > 1),
  },
  { path: ["auth"], message: "mTLS certificate is required", broken: has("mtls", CERTIFICATES, (n) => n === 0) },
  { path: ["auth"], message: "mTLS key is required", broken: has("mtls", KEYS, (n) => n === 0) },
  {
    path: ["auth"],
    message: "multiple mTLS certificate sources specified",
    broken: has("mtls", CERTIFICATES, (n) => n > 1),
  },
  { path: ["auth"], message: "multiple mTLS key sources specified", broken: has("mtls", KEYS, (n) => n > 1) },
  {
    path: ["auth"],
    message: "auth.type is required when credentials are given",
    broken: has(undefined, [...CREDENTIALS.api_key, ...CREDENTIALS.mtls], (n) => n > 0),
  },
  {
    path: ["tls"],
    message: "multiple CA certificate sources specified",
    broken: ({ tls }) => AUTHORITIES.filter((name) => tls?.[name]).length > 1,
  },
  {
    path: ["tls", "insecure_skip_verify"],
    message: "cannot use insecure skip verify with server name",
    broken: ({ tls }) => tls?.enabled && tls.insecure_skip_verify && tls.server_name,
  },
  {
    path: ["connection_timeout"],
    message: "connection timeout must be >= 0",
    broken: (value) => value.connection_timeout! < 0,
  },
  { path: ["keep_alive_time"], message: "keep alive time must be >= 0", broken: (value) => value.keep_alive_time! < 0 },
  {
    path: ["keep_alive_timeout"],
    message: "keep alive timeout must be >= 0",
    broken: (value) => value.keep_alive_timeout! < 0,
  },
  {
    path: ["health_check", "interval"],
    message: "health check interval must be > 0 when enabled",
    broken: ({ health_check: check }) => check?.enabled && check.interval! <= 0,
  },
];

/** Fields of a `temporal.client` (spec/temporal-config.md §1). */
export const schema = withRules(fields, rules);
