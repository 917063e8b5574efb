import { join } from "node:path";
import { ok } from "node:assert/strict";
import { TestLogger, testNamespace, withWorker } from "../support/temporal.ts";
import { Authority, openssl } from "../support/certificates.ts";
import { settingsOf } from "./_client.ts";
import { type Call, Gateway, nginx } from "./_gateway.ts";
import { completeOrder, ORDER_CODE } from "./_order.ts";

const ignore = openssl.ignore || nginx.ignore;
const { address: upstream, namespace } = await testNamespace("auth-matrix");
const KEY = "key-of-the-matrix";

/** What stands ready for a row. */
interface Scene {
  readonly tls: string;
  readonly elsewhere: string;
  readonly withKey: string;
  readonly withCertificate: string;
  readonly authority: string;
  readonly certificate: string;
  readonly key: string;
  readonly keyFile: string;
}

async function scene(body: (scene: Scene) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "lunation-auth-" });
  try {
    const authority = await Authority.create(folder, "authority");
    const server = await authority.sign({ name: "server" });
    const elsewhere = await authority.sign({ name: "elsewhere", names: "DNS:temporal.example" });
    const client = await authority.sign({ name: "client" });
    const keyFile = join(folder, "api.key");
    await Deno.writeTextFile(keyFile, `  ${KEY}\n`, { mode: 0o600 });
    const admits = ({ authorization }: Call) => authorization === `Bearer ${KEY}`;
    const isClient = ({ subject }: Call) => subject === "CN=client";
    await using plain = await Gateway.start({ upstream, server });
    await using named = await Gateway.start({ upstream, server: elsewhere });
    await using withKey = await Gateway.start({ upstream, server, admits });
    const clientAuthority = authority.certificate;
    await using withCertificate = await Gateway.start({ upstream, server, clientAuthority, admits: isClient });
    await body({
      tls: plain.address,
      elsewhere: named.address,
      withKey: withKey.address,
      withCertificate: withCertificate.address,
      authority: authority.certificate,
      certificate: client.certificate,
      key: client.key,
      keyFile,
    });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Lets the system trust one more authority, for what the native core reads at each connection. */
async function trusting(authority: string, body: () => Promise<void>): Promise<void> {
  const before = Deno.env.get("SSL_CERT_FILE");
  Deno.env.set("SSL_CERT_FILE", authority);
  try {
    await body();
  } finally {
    if (before === undefined) Deno.env.delete("SSL_CERT_FILE");
    else Deno.env.set("SSL_CERT_FILE", before);
  }
}

async function runOrder(fields: Record<string, unknown>, logger = new TestLogger()): Promise<void> {
  await withWorker(settingsOf({ namespace, ...fields }), { ...ORDER_CODE, logger }, completeOrder);
}

/** spec/temporal-config.md §3, row by row, and where the credentials come from. */
const ROWS: Record<string, (scene: Scene) => Record<string, unknown>> = {
  "none without tls": () => ({ address: upstream }),
  "none with tls, system roots": ({ tls }) => ({ address: tls, tls: { enabled: true } }),
  "none with tls, ca_file": ({ tls, authority }) => ({ address: tls, tls: { enabled: true, ca_file: authority } }),
  "none with tls, ca_pem": ({ tls, authority }) => ({
    address: tls,
    tls: { enabled: true, ca_pem: Deno.readTextFileSync(authority) },
  }),
  "none with tls, server_name": ({ elsewhere, authority }) => ({
    address: elsewhere,
    tls: { enabled: true, ca_file: authority, server_name: "temporal.example" },
  }),
  "api_key literal without tls: system roots": ({ withKey }) => ({
    address: withKey,
    auth: { type: "api_key", api_key: KEY },
  }),
  "api_key with a disabled tls block: system roots": ({ withKey }) => ({
    address: withKey,
    auth: { type: "api_key", api_key: KEY },
    tls: { enabled: false, ca_file: "/nowhere" },
  }),
  "api_key from a file with tls, ca_file": ({ withKey, authority, keyFile }) => ({
    address: withKey,
    auth: { type: "api_key", api_key_file: keyFile },
    tls: { enabled: true, ca_file: authority },
  }),
  "mtls from files without tls: system roots": ({ withCertificate, certificate, key }) => ({
    address: withCertificate,
    auth: { type: "mtls", cert_file: certificate, key_file: key },
  }),
  "mtls from PEM text with tls, ca_file": ({ withCertificate, certificate, key, authority }) => ({
    address: withCertificate,
    auth: { type: "mtls", cert_pem: Deno.readTextFileSync(certificate), key_pem: Deno.readTextFileSync(key) },
    tls: { enabled: true, ca_file: authority },
  }),
  "none with tls, insecure_skip_verify": ({ elsewhere }) => ({
    address: elsewhere,
    tls: { enabled: true, insecure_skip_verify: true },
  }),
  "api_key with tls, insecure_skip_verify": ({ withKey, keyFile }) => ({
    address: withKey,
    auth: { type: "api_key", api_key_file: keyFile },
    tls: { enabled: true, insecure_skip_verify: true },
  }),
  "mtls with tls, insecure_skip_verify": ({ withCertificate, certificate, key }) => ({
    address: withCertificate,
    auth: { type: "mtls", cert_file: certificate, key_file: key },
    tls: { enabled: true, insecure_skip_verify: true },
  }),
};

Deno.test({ name: "an order runs under each way of auth and tls", ignore }, async (test) => {
  await scene(async (scene) => {
    for (const [name, fields] of Object.entries(ROWS)) {
      await test.step(name, async () => {
        const given = fields(scene);
        const logger = new TestLogger();
        if (name.includes("system roots")) await trusting(scene.authority, () => runOrder(given, logger));
        else await runOrder(given, logger);
        const warned = logger.records.some((record) => record.startsWith('warn: Client "test:client" takes any cert'));
        ok(warned === name.includes("insecure_skip_verify"), logger.records.join("\n"));
      });
    }
  });
});
