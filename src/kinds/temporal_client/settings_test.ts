import { deepEqual, equal } from "node:assert/strict";
import type { CredentialSource } from "../../temporal/mod.ts";
import { schema } from "./schema.ts";
import { clientSettings } from "./settings.ts";

/** Settings of an entry with these fields, with the texts of secrets. */
function settings(fields: Record<string, unknown>) {
  return clientSettings(schema.parse({ address: "localhost:7233", ...fields }), "/srv/app");
}

function shown(source: CredentialSource | undefined) {
  return source && ("file" in source ? source : source.text.reveal());
}

Deno.test("clientSettings() of the least entry connects in plain text, looked after with the default times", () => {
  deepEqual(settings({}), {
    address: "localhost:7233",
    namespace: "default",
    connectTimeout: 9750,
    allowInsecureKeyFile: false,
    throughRelay: false,
    keepAlive: { time: 30_000, timeout: 10_000 },
  });
});

Deno.test("clientSettings() resolves paths against the application folder", () => {
  const { auth, tls } = settings({
    auth: { type: "mtls", cert_file: "tls/cert.pem", key_file: "/etc/key.pem" },
    tls: { enabled: true, ca_file: "../ca.pem" },
  });
  deepEqual(auth, { type: "mtls", certificate: { file: "/srv/app/tls/cert.pem" }, key: { file: "/etc/key.pem" } });
  deepEqual(tls, { insecureSkipVerify: false, authority: { file: "/srv/ca.pem" } });
});

Deno.test("clientSettings() takes credentials as text, and only those of the chosen type", () => {
  const { auth } = settings({ auth: { type: "api_key", api_key: "the-key", cert_file: "x" } });
  equal(auth?.type === "api_key" && shown(auth.key), "the-key");
  const mtls = settings({ auth: { type: "mtls", cert_pem: "CERT", key_pem: "KEY", api_key: "x" } }).auth;
  deepEqual(mtls?.type === "mtls" && [shown(mtls.certificate), shown(mtls.key)], ["CERT", "KEY"]);
  equal(settings({ auth: { type: "none", api_key: "x" } }).auth, undefined);
});

Deno.test("clientSettings() ignores the tls block while it is not enabled, and a health check too", () => {
  const off = settings({ tls: { ca_file: "ca.pem", insecure_skip_verify: true }, health_check: { interval: "5s" } });
  deepEqual([off.tls, off.healthCheckInterval], [undefined, undefined]);
  const on = settings({
    tls: { enabled: true, ca_pem: "PEM", server_name: "temporal.example" },
    health_check: { enabled: true, interval: "5s" },
  });
  deepEqual([on.tls?.serverName, shown(on.tls?.authority), on.healthCheckInterval], ["temporal.example", "PEM", 5000]);
});

Deno.test("clientSettings() lets an attempt to connect end before the start does, so that its reason is told", () => {
  equal(settings({ connection_timeout: "60s", lifecycle: { start_timeout: "20s" } }).connectTimeout, 19_750);
  equal(settings({ connection_timeout: "3s" }).connectTimeout, 3000);
});
