import { deepEqual, equal, match, rejects } from "node:assert/strict";
import { Secret } from "../../base/mod.ts";
import { ConnectionError } from "./connection_error.ts";
import type { AuthSettings, ConnectionSettings } from "./connection_settings.ts";
import { readCredentials } from "./read_credentials.ts";

function settings(auth: AuthSettings, more: Partial<ConnectionSettings> = {}): ConnectionSettings {
  return { address: "localhost:7233", namespace: "default", connectTimeout: 1000, auth, ...more };
}

function text(value: string) {
  return { text: new Secret(value) };
}

async function fileWith(content: string, body: (file: string) => Promise<void>): Promise<void> {
  const file = await Deno.makeTempFile();
  try {
    await Deno.writeTextFile(file, content);
    await Deno.chmod(file, 0o600);
    await body(file);
  } finally {
    await Deno.remove(file);
  }
}

Deno.test("readCredentials() trims an API key from a file, and takes one from the entry as it is", async () => {
  await fileWith(" \n\tthe-key\r\n", async (file) => {
    const { credentials, warnings } = await readCredentials(settings({ type: "api_key", key: { file } }));
    deepEqual([credentials.apiKey?.reveal(), warnings], ["the-key", []]);
  });
  const { credentials } = await readCredentials(settings({ type: "api_key", key: text("the-key") }));
  equal(credentials.apiKey?.reveal(), "the-key");
  await rejects(readCredentials(settings({ type: "api_key", key: text("the-key\n") })), { code: "invalid-api-key" });
});

Deno.test("readCredentials() reads certificate and key verbatim", async () => {
  await fileWith(" certificate\n", async (file) => {
    const auth: AuthSettings = { type: "mtls", certificate: { file }, key: text(" key\n") };
    const { credentials } = await readCredentials(settings(auth));
    const { certificate, key } = credentials.keyPair!;
    deepEqual([certificate.reveal(), key.reveal()], [" certificate\n", " key\n"]);
  });
});

Deno.test("readCredentials() drops the byte order mark of a file", async () => {
  await fileWith("\uFEFFcertificate\n", async (file) => {
    const { credentials } = await readCredentials(
      settings({ type: "mtls", certificate: { file }, key: { file } }),
    );
    const { certificate, key } = credentials.keyPair!;
    deepEqual([certificate.reveal(), key.reveal()], ["certificate\n", "certificate\n"]);
  });
});

Deno.test("readCredentials() reads no device and no pipe", { ignore: Deno.build.os === "windows" }, async () => {
  await rejects(readCredentials(settings({ type: "api_key", key: { file: "/dev/zero" } })), {
    code: "unreadable-credential",
    reason: 'failed to read api_key_file "/dev/zero": it is not a file',
  });
});

Deno.test("readCredentials() without any reads nothing", async () => {
  const { auth: _, ...bare } = settings({ type: "none" });
  deepEqual(await readCredentials(bare), { credentials: {}, warnings: [] });
});

Deno.test(
  "readCredentials() does not judge who may read a certificate",
  { ignore: Deno.build.os === "windows" },
  async () => {
    await fileWith("certificate", async (file) => {
      await Deno.chmod(file, 0o644);
      const auth: AuthSettings = { type: "mtls", certificate: { file }, key: text("key") };
      deepEqual((await readCredentials(settings(auth))).warnings, []);
    });
  },
);

Deno.test({
  name: "readCredentials() names the permission that Deno denies",
  permissions: { read: false },
  fn: async () => {
    const reading = readCredentials(settings({ type: "api_key", key: { file: "/etc/api.key" } }));
    await rejects(reading, (error: ConnectionError) => {
      deepEqual([error.code, error.kind, error.retryable], ["missing-permission", "PermissionDenied", false]);
      match(error.message, /^failed to read api_key_file "\/etc\/api\.key": .* without --allow-read=\/etc\/api\.key /);
      return true;
    });
  },
});

Deno.test("readCredentials() wants certificates in a bundle of authorities", async () => {
  const reading = readCredentials(
    settings({ type: "none" }, { tls: { authority: text("hello"), insecureSkipVerify: false } }),
  );
  await rejects(reading, {
    code: "invalid-authority",
    reason: 'failed to parse CA certificate from "tls.ca_pem": it holds none',
  });
});
