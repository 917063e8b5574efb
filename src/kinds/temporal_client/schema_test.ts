import { deepEqual, equal } from "node:assert/strict";
import { Secret } from "../../base/mod.ts";
import { schema } from "./schema.ts";

/** `path: message` of each fault, in order of reporting. */
function faults(data: unknown): string[] {
  return (schema.safeParse(data).error?.issues ?? []).map(({ path, message }) => `${path.join(".")}: ${message}`);
}

const base = { address: "localhost:7233" };

Deno.test("temporal.client schema() fills in every default", () => {
  deepEqual(schema.parse(base), {
    address: "localhost:7233",
    namespace: "default",
    tq_prefix: "",
    connection_timeout: 10_000,
    keep_alive_time: 30_000,
    keep_alive_timeout: 10_000,
    auth: { allow_insecure_key_file: false },
    tls: { enabled: false, insecure_skip_verify: false },
    health_check: { enabled: false, interval: 30_000 },
    lifecycle: {
      auto_start: false,
      startup: "required",
      requires: [],
      depends_on: [],
      start_timeout: 10_000,
      stop_timeout: 10_000,
      stable_threshold: 5_000,
      restart: { initial_delay: 1_000, max_delay: 90_000, backoff_factor: 2, jitter: 0.1, max_attempts: 0 },
    },
  });
});

Deno.test("temporal.client schema() takes empty text and zero durations for the default", () => {
  const { namespace, connection_timeout } = schema.parse({ ...base, namespace: "", connection_timeout: "0s" });
  deepEqual({ namespace, connection_timeout }, { namespace: "default", connection_timeout: 10_000 });
  equal(schema.parse({ ...base, connection_timeout: "" }).connection_timeout, 10_000);
  equal(schema.parse({ ...base, connection_timeout: "1m30s" }).connection_timeout, 90_000);
});

Deno.test("temporal.client schema() refuses what is no duration and shows the form", () => {
  const form = 'a duration is text such as "500ms", "10s" or "1m30s"';
  deepEqual(faults({ ...base, connection_timeout: 30 }), [
    `connection_timeout: Invalid connection_timeout: ${form}, got the number 30`,
  ]);
  deepEqual(faults({ ...base, keep_alive_time: "soon" }), [
    `keep_alive_time: Invalid keep_alive_time: "soon" is not a duration; ${form}`,
  ]);
  deepEqual(faults({ ...base, health_check: { enabled: true, interval: "1d" } }), [
    `health_check.interval: Invalid interval: "1d" is not a duration; ${form}`,
  ]);
});

Deno.test("temporal.client schema() has the thirteen rules of the contract, each with its text", () => {
  const cases: [data: unknown, fault: string][] = [
    [{}, "address: address is required"],
    [{ address: "" }, "address: address is required"],
    [{ ...base, auth: { type: "api_key" } }, "auth: API key source is required"],
    [{ ...base, auth: { type: "api_key", api_key: "" } }, "auth: API key source is required"],
    [
      { ...base, auth: { type: "api_key", api_key: "k", api_key_file: "f" } },
      "auth: multiple API key sources specified",
    ],
    [{ ...base, auth: { type: "mtls", key_file: "k" } }, "auth: mTLS certificate is required"],
    [{ ...base, auth: { type: "mtls", cert_file: "c" } }, "auth: mTLS key is required"],
    [
      { ...base, auth: { type: "mtls", cert_file: "c", cert_pem: "c", key_file: "k" } },
      "auth: multiple mTLS certificate sources specified",
    ],
    [
      { ...base, auth: { type: "mtls", cert_file: "c", key_file: "k", key_pem_env: "E" } },
      "auth: multiple mTLS key sources specified",
    ],
    [{ ...base, auth: { type: "oauth" } }, "auth.type: invalid auth type: oauth"],
    [
      { ...base, tls: { enabled: true, insecure_skip_verify: true, server_name: "x" } },
      "tls.insecure_skip_verify: cannot use insecure skip verify with server name",
    ],
    [{ ...base, connection_timeout: "-1s" }, "connection_timeout: connection timeout must be >= 0"],
    [{ ...base, keep_alive_time: "-1s" }, "keep_alive_time: keep alive time must be >= 0"],
    [{ ...base, keep_alive_timeout: "-1s" }, "keep_alive_timeout: keep alive timeout must be >= 0"],
    [
      { ...base, health_check: { enabled: true, interval: "-1s" } },
      "health_check.interval: health check interval must be > 0 when enabled",
    ],
    [{ ...base, auth: { api_key: "k" } }, "auth: auth.type is required when credentials are given"],
  ];
  for (const [data, fault] of cases) deepEqual(faults(data), [fault]);
});

Deno.test("temporal.client schema() reports all faults together, also beside wrong types and unknown keys", () => {
  deepEqual(
    faults({
      namespace: 5,
      adress: "localhost",
      auth: { type: "mtls" },
      connection_timeout: "-1s",
      keep_alive_time: 3,
      lifecycle: { auto_start: "yes", start_timeout: "-2s" },
    }).map((fault) => fault.split(":")[0]).sort(),
    [
      "",
      "address",
      "auth",
      "auth",
      "connection_timeout",
      "keep_alive_time",
      "lifecycle.auto_start",
      "lifecycle.start_timeout",
      "namespace",
    ],
  );
});

Deno.test("temporal.client schema() turns keys into secrets", () => {
  const { auth } = schema.parse({ ...base, auth: { type: "api_key", api_key: "hunter2" } });
  equal(auth.api_key instanceof Secret, true);
  equal(Deno.inspect(auth).includes("hunter2"), false);
  const mtls = schema.parse({ ...base, auth: { type: "mtls", cert_pem: "c", key_pem: "hunter2" } });
  equal(JSON.stringify(mtls).includes("hunter2"), false);
});

Deno.test("temporal.client schema() does not judge an interval that is not used", () => {
  deepEqual(faults({ ...base, health_check: { interval: "-1s" } }), []);
});
