import { deepEqual, equal, match } from "node:assert/strict";
import { Secret } from "../../base/mod.ts";
import { explain, explainStatus } from "./explain.ts";
import type { ConnectionSettings } from "./connection_settings.ts";

const plain: ConnectionSettings = { address: "localhost:7233", namespace: "shop", connectTimeout: 1000 };
const encrypted: ConnectionSettings = { ...plain, tls: { insecureSkipVerify: false } };
const keyed: ConnectionSettings = { ...plain, auth: { type: "api_key", key: { text: new Secret("k") } } };

Deno.test("explain() knows the alerts of servers that want another client certificate", () => {
  const alerts = [
    'hyper::Error(Io, Custom { kind: InvalidData, error: "received fatal alert: CertificateRequired" })',
    'hyper::Error(Io, Custom { kind: InvalidData, error: "received fatal alert: UnknownCA" })',
    "ConnectError(Custom { kind: InvalidData, error: AlertReceived(HandshakeFailure) })",
  ];
  for (const alert of alerts) {
    equal(explain(alert, { settings: encrypted, credentials: {} }).code, "client-certificate-required");
    const credentials = { keyPair: { certificate: new Secret(""), key: new Secret("") } };
    equal(explain(alert, { settings: encrypted, credentials }).code, "client-certificate-refused");
  }
});

Deno.test("explain() takes a connection that breaks off for a server with TLS only in plain text", () => {
  for (const text of ["stream closed because of a broken pipe", 'hyper::Error(Canceled, "connection closed")']) {
    equal(explain(text, { settings: plain, credentials: {} }).code, "tls-required");
    equal(explain(text, { settings: encrypted, credentials: {} }).code, "unreachable");
  }
});

Deno.test("explain() shows what it does not know, and lets it be tried again", () => {
  const error = explain("the moon is full", { settings: plain, credentials: {} });
  deepEqual([error.code, error.retryable], ["unreachable", true]);
  match(error.message, /^cannot connect to Temporal at localhost:7233: the moon is full \[unreachable\]; /);
});

Deno.test("explain() knows an HTTP server that is no Temporal server, and lets it be tried again", () => {
  const text = `code: 'Unimplemented', message: "grpc-status header missing, mapped from HTTP status code 404"`;
  const { code, reason, retryable } = explain(text, { settings: plain, credentials: {} });
  deepEqual([code, reason, retryable], [
    "unreachable",
    "what answers there is no Temporal server (HTTP status 404)",
    true,
  ]);
});

Deno.test("explain() leaves out the backtrace that the core adds where RUST_BACKTRACE is set", () => {
  const frames = ["   0: <a::B as c::D>::e(f, g)", "   1: start_thread", "             at ./nptl/create.c:442:8"];
  const last = "   2: clone3\n             at ./x86_64/clone3.S:81:0";
  const text = `Error(Connect(closed\n\nStack backtrace:\n${frames.join("\n")}\n${last})); UNSUPPORTED`;
  equal(explain(text, { settings: plain, credentials: {} }).reason, "Error(Connect(closed)); UNSUPPORTED");
});

Deno.test("explain() does not repeat a key that the server tells", () => {
  const attempt = { settings: keyed, credentials: { apiKey: new Secret("canary") } };
  equal(
    explainStatus(16, "no such key: canary", attempt).reason,
    "the server refused the API key: no such key: [REDACTED]",
  );
  equal(explain("odd: canary", attempt).reason, "odd: [REDACTED]");
});

Deno.test("explainStatus() tells a missing namespace from refused credentials", () => {
  const attempt = { settings: plain, credentials: {} };
  equal(explainStatus(5, "Namespace shop is not found.", attempt).code, "unknown-namespace");
  equal(explainStatus(7, "Request unauthorized.", attempt).code, "credentials-refused");
  equal(explainStatus(16, "", attempt).reason, "the server wants credentials");
  equal(explainStatus(14, "shutting down", attempt).code, "unreachable");
});
