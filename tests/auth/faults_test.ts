import assert from "node:assert/strict";
import { join } from "node:path";
import { ConnectionError, type ConnectionFault } from "../../src/temporal/mod.ts";
import { freePort } from "../../src/devserver/mod.ts";
import { testNamespace } from "../support/temporal.ts";
import { Authority, openssl, type Pair } from "../support/certificates.ts";
import { clientOf } from "./_client.ts";
import { type Call, Gateway, nginx } from "./_gateway.ts";

const ignore = openssl.ignore || nginx.ignore;
const { address: upstream, namespace } = await testNamespace("auth-faults");
const NEVER = new AbortController().signal;
const KEY = "the-right-key";

/** What stands ready for a fault. */
interface Scene {
  readonly folder: string;
  readonly tls: string;
  readonly named: string;
  readonly expired: string;
  readonly withKey: string;
  readonly withCertificate: string;
  readonly authority: string;
  readonly otherAuthority: string;
  readonly client: Pair;
  readonly stranger: Pair;
  readonly oldClient: Pair;
}

interface Case {
  readonly fields: (scene: Scene) => Record<string, unknown> | Promise<Record<string, unknown>>;
  readonly code: ConnectionFault;
  readonly message: RegExp;
  /** Whether it is tried again. @default false */
  readonly retryable?: boolean;
}

const trusting = ({ authority }: Scene) => ({ enabled: true, ca_file: authority });
const file = (folder: string, name: string, text: string) => {
  const path = join(folder, name);
  Deno.writeTextFileSync(path, text, { mode: 0o600 });
  return path;
};

const CASES: Record<string, Case> = {
  "connection refused": {
    fields: () => ({ address: `127.0.0.1:${freePort(0)}` }),
    code: "connection-refused",
    message: /^cannot connect to Temporal at 127\.0\.0\.1:\d+: nothing listens there .*; start the server there, or /,
    retryable: true,
  },
  "unknown host": {
    fields: () => ({ address: "no-such-host.invalid:7233" }),
    code: "unknown-host",
    message: /: the host of "no-such-host\.invalid:7233" is not known .*; correct "address"/,
    retryable: true,
  },
  "malformed address": {
    fields: () => ({ address: "http://localhost:7233" }),
    code: "invalid-address",
    message: /^"http:\/\/localhost:7233" is no address .*; write "address" as host:port/,
  },
  "plaintext server under TLS": {
    fields: (scene) => ({ address: upstream, tls: trusting(scene) }),
    code: "plaintext-server",
    message: /: the server does not speak TLS .*; use the address of an endpoint with TLS, or turn TLS off/,
  },
  "plaintext server under TLS that verifies nothing": {
    fields: () => ({ address: upstream, tls: { enabled: true, insecure_skip_verify: true } }),
    code: "plaintext-server",
    message: /: the server does not speak TLS /,
  },
  "TLS server without TLS": {
    fields: ({ tls }) => ({ address: tls }),
    code: "tls-required",
    message: /: the server broke the unencrypted connection off .*; set "tls\.enabled: true"/,
  },
  "authority that the system does not know": {
    fields: ({ tls }) => ({ address: tls, tls: { enabled: true } }),
    code: "unknown-authority",
    message: /: the server's certificate is from an authority that is not known .*; set "tls\.ca_file" to/,
  },
  "authority that is not in ca_file": {
    fields: ({ tls, otherAuthority }) => ({ address: tls, tls: { enabled: true, ca_file: otherAuthority } }),
    code: "unknown-authority",
    message: /; put the authority that signed it into "tls\.ca_file"/,
  },
  "name mismatch": {
    fields: (scene) => ({ address: scene.named, tls: trusting(scene) }),
    code: "name-mismatch",
    message: /: the server's certificate is for "temporal\.example", not for "127\.0\.0\.1" .*; set "tls\.server_name"/,
  },
  "name mismatch of server_name": {
    fields: (scene) => ({ address: scene.named, tls: { ...trusting(scene), server_name: "other.example" } }),
    code: "name-mismatch",
    message: /is for "temporal\.example", not for "other\.example"/,
  },
  "expired certificate": {
    fields: (scene) => ({ address: scene.expired, tls: trusting(scene) }),
    code: "expired-certificate",
    message: /: the server's certificate has expired .*; renew it on the server/,
    retryable: true,
  },
  "client certificate missing": {
    fields: (scene) => ({ address: scene.withCertificate, tls: trusting(scene) }),
    code: "client-certificate-required",
    message: /: the server wants a client certificate, and there is none .*; set "auth\.type: mtls"/,
  },
  "client certificate of a stranger": {
    fields: (scene) => ({
      address: scene.withCertificate,
      tls: trusting(scene),
      auth: { type: "mtls", cert_file: scene.stranger.certificate, key_file: scene.stranger.key },
    }),
    code: "client-certificate-refused",
    message: /: the server refused the client certificate .*; use one that has not expired, from an authority/,
  },
  "client certificate that has expired": {
    fields: (scene) => ({
      address: scene.withCertificate,
      tls: trusting(scene),
      auth: { type: "mtls", cert_file: scene.oldClient.certificate, key_file: scene.oldClient.key },
    }),
    code: "client-certificate-refused",
    message: /: the server refused the client certificate /,
  },
  "client certificate and key that do not belong together": {
    fields: (scene) => ({
      address: scene.withCertificate,
      tls: trusting(scene),
      auth: { type: "mtls", cert_file: scene.client.certificate, key_file: scene.stranger.key },
    }),
    code: "invalid-key-pair",
    message: /failed to parse certificate and key: the key does not belong to the certificate/,
  },
  "certificate that is none": {
    fields: (scene) => ({
      address: scene.withCertificate,
      tls: trusting(scene),
      auth: { type: "mtls", cert_pem: "hello", key_file: scene.client.key },
    }),
    code: "invalid-key-pair",
    message: /failed to parse certificate and key: the certificate is not in PEM form or damaged/,
  },
  "client certificate and key that do not belong together, through the relay": {
    fields: (scene) => ({
      address: scene.withCertificate,
      tls: { enabled: true, insecure_skip_verify: true },
      auth: { type: "mtls", cert_file: scene.client.certificate, key_file: scene.stranger.key },
    }),
    code: "invalid-key-pair",
    message: /failed to parse certificate and key: the key does not belong to the certificate/,
  },
  "key that is none": {
    fields: (scene) => ({
      address: scene.withCertificate,
      tls: trusting(scene),
      auth: { type: "mtls", cert_file: scene.client.certificate, key_pem: "hello" },
    }),
    code: "invalid-key-pair",
    message: /failed to parse certificate and key: the key is not in PEM form or damaged/,
  },
  "certificate file that is not there": {
    fields: (scene) => ({
      address: scene.tls,
      auth: { type: "mtls", cert_file: "/no/cert", key_file: scene.client.key },
    }),
    code: "unreadable-credential",
    message: /^failed to read cert_file "\/no\/cert": it does not exist .*; correct the path/,
  },
  "key file that is not there": {
    fields: ({ tls, client }) => ({
      address: tls,
      auth: { type: "mtls", cert_file: client.certificate, key_file: "/no/key" },
    }),
    code: "unreadable-credential",
    message: /^failed to read key_file "\/no\/key": it does not exist /,
  },
  "bad API key": {
    fields: (scene) => ({
      address: scene.withKey,
      tls: trusting(scene),
      auth: { type: "api_key", api_key: "the-wrong-key" },
    }),
    code: "bad-api-key",
    message: /: the server refused the API key: Request unauthorized\. .*; use a key that is valid/,
  },
  "no API key where one is wanted": {
    fields: (scene) => ({ address: scene.withKey, tls: trusting(scene) }),
    code: "credentials-refused",
    message: /: the server wants credentials: Request unauthorized\. .*; give them in "auth"/,
  },
  "API key file that is not there": {
    fields: ({ withKey }) => ({ address: withKey, auth: { type: "api_key", api_key_file: "no/key" } }),
    code: "unreadable-credential",
    message: /^failed to read api_key_file "\/no\/key": it does not exist /,
  },
  "API key file that is a folder": {
    fields: ({ withKey }) => ({ address: withKey, auth: { type: "api_key", api_key_file: "/tmp" } }),
    code: "unreadable-credential",
    message: /^failed to read api_key_file "\/tmp": it is a folder /,
  },
  "API key file that is empty": {
    fields: ({ withKey, folder }) => ({
      address: withKey,
      auth: { type: "api_key", api_key_file: file(folder, "empty", " \n") },
    }),
    code: "invalid-api-key",
    message: /^api_key_file ".*empty" is empty /,
  },
  "API key that no header can carry": {
    fields: ({ withKey }) => ({ address: withKey, auth: { type: "api_key", api_key: "two words" } }),
    code: "invalid-api-key",
    message: /^api_key holds characters that no API key has/,
  },
  "unknown namespace": {
    fields: () => ({ address: upstream, namespace: "no-such-namespace" }),
    code: "unknown-namespace",
    message: /: the server has no namespace "no-such-namespace" .*; correct "namespace", or register it/,
  },
  "ca_file that is not there": {
    fields: ({ tls }) => ({ address: tls, tls: { enabled: true, ca_file: "/no/ca" } }),
    code: "unreadable-credential",
    message: /^failed to read ca_file "\/no\/ca": it does not exist /,
  },
  "ca_file without certificates": {
    fields: ({ tls, client }) => ({ address: tls, tls: { enabled: true, ca_file: client.key } }),
    code: "invalid-authority",
    message:
      /^failed to parse CA certificate from ".*client\.key": it holds none .*; put certificates in PEM form there/,
  },
  "ca_file with a damaged certificate": {
    fields: ({ tls, folder }) => {
      const damaged = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
      return { address: tls, tls: { enabled: true, ca_file: file(folder, "damaged", damaged) } };
    },
    code: "invalid-authority",
    message: /^failed to parse CA certificate from ".*damaged": a certificate in it is damaged/,
  },
};

Deno.test(
  { name: "each way of getting a client wrong has its own diagnostic with its remedy", ignore },
  async (test) => {
    await scene(async (scene) => {
      for (const [name, { fields, code, message, retryable = false }] of Object.entries(CASES)) {
        await test.step(name, async () => {
          const client = clientOf({ namespace, ...await fields(scene) });
          const error = await client.start(NEVER).then(() => undefined, (error) => error);
          await client.stop(NEVER);
          assert.ok(error instanceof ConnectionError, `${error}`);
          assert.deepEqual([error.code, error.retryable], [code, retryable], error.message);
          assert.match(error.message, message);
          for (const secret of [KEY, "the-wrong-key", "two words", "PRIVATE"]) {
            assert.ok(!error.message.includes(secret));
          }
        });
      }
    });
  },
);

Deno.test("a port that accepts and stays silent is given up after connection_timeout", async () => {
  for (const tls of [{}, { enabled: true }, { enabled: true, insecure_skip_verify: true }]) {
    const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    const accepted: Deno.Conn[] = [];
    const accepting = (async () => {
      for await (const connection of listener) accepted.push(connection);
    })();
    const client = clientOf({ address: `127.0.0.1:${listener.addr.port}`, connection_timeout: "100ms", tls });
    await assert.rejects(client.start(NEVER), (error: ConnectionError) => {
      assert.deepEqual([error.code, error.retryable], ["connection-timeout", true]);
      assert.match(error.message, /: no answer within 100 ms .*; check "address" and the firewalls/);
      return true;
    });
    listener.close();
    await accepting;
    // The client holds nothing open: each of its sockets has been closed.
    for (const connection of accepted) {
      const buffer = new Uint8Array(1024);
      while (await connection.read(buffer).catch(() => null) !== null);
      connection.close();
    }
  }
});

async function scene(body: (scene: Scene) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "lunation-auth-" });
  try {
    const authority = await Authority.create(folder, "authority");
    const other = await Authority.create(folder, "other");
    const server = await authority.sign({ name: "server" });
    const named = await authority.sign({ name: "named", names: "DNS:temporal.example" });
    const expired = await authority.sign({ name: "expired", days: -1 });
    const admits = ({ authorization }: Call) => authorization === `Bearer ${KEY}`;
    const clientAuthority = authority.certificate;
    await using plain = await Gateway.start({ upstream, server });
    await using withName = await Gateway.start({ upstream, server: named });
    await using outdated = await Gateway.start({ upstream, server: expired });
    await using withKey = await Gateway.start({ upstream, server, admits });
    await using withCertificate = await Gateway.start({ upstream, server, clientAuthority });
    await body({
      folder,
      tls: plain.address,
      named: withName.address,
      expired: outdated.address,
      withKey: withKey.address,
      withCertificate: withCertificate.address,
      authority: authority.certificate,
      otherAuthority: other.certificate,
      client: await authority.sign({ name: "client" }),
      stranger: await other.sign({ name: "stranger" }),
      oldClient: await authority.sign({ name: "old_client", days: -1 }),
    });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
