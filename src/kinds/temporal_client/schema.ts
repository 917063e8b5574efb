import { z } from "zod";
import { Secret } from "../../base/mod.ts";
import { durationField, requiredText, secretField } from "../fields.ts";
import { lifecycleSchema } from "../lifecycle.ts";
import { type Rule, withRules } from "../rules.ts";

const AUTH_TYPES = ["none", "api_key", "mtls"] as const;

const auth = z.strictObject({
  /** Optional only to tell its absence from "none"; absent means "none". */
  type: z.enum(AUTH_TYPES, {
    error: ({ input }) => typeof input === "string" ? `invalid auth type: ${input}` : undefined,
  }).optional(),
  api_key: secretField.optional(),
  api_key_env: z.string().optional(),
  api_key_file: z.string().optional(),
  cert_file: z.string().optional(),
  cert_pem: secretField.optional(),
  cert_pem_env: z.string().optional(),
  key_file: z.string().optional(),
  key_pem: secretField.optional(),
  key_pem_env: z.string().optional(),
  /** Uses `key_file` and `api_key_file` also when others may read them (architecture.md §5). */
  allow_insecure_key_file: z.boolean().default(false),
});

const tls = z.strictObject({
  enabled: z.boolean().default(false),
  /** PEM bundle; the system's roots when neither it nor `ca_pem` is given. */
  ca_file: z.string().optional(),
  ca_pem: z.string().optional(),
  ca_pem_env: z.string().optional(),
  server_name: z.string().optional(),
  insecure_skip_verify: z.boolean().default(false),
});

const healthCheck = z.strictObject({
  enabled: z.boolean().default(false),
  interval: durationField("interval", 30_000),
});

const fields = z.strictObject({
  /** `host:port`. */
  address: requiredText("address is required"),
  namespace: z.string().default("").transform((text) => text || "default"),
  tq_prefix: z.string().default(""),
  connection_timeout: durationField("connection_timeout", 10_000),
  keep_alive_time: durationField("keep_alive_time", 30_000),
  keep_alive_timeout: durationField("keep_alive_timeout", 10_000),
  auth: auth.prefault({}),
  tls: tls.prefault({}),
  health_check: healthCheck.prefault({}),
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
