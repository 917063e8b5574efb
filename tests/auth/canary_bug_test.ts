import { deepEqual, equal, match, ok } from "node:assert/strict";
import { defineCommand } from "../../src/cli/command.ts";
import type { CliContext } from "../../src/cli/context.ts";
import { loadApp } from "../../src/cli/run/load_app.ts";
import { main } from "../../src/cli/main.ts";
import { clientSettings, type TemporalClientConfig } from "../../src/kinds/mod.ts";
import { readCredentials } from "../../src/temporal/connection/read_credentials.ts";
import { appFolder } from "../support/app_folder.ts";
import { testHost } from "../support/test_host.ts";

/** One in each place that can hold a credential. */
const CANARIES = {
  literal: "canary-bug-in-a-literal",
  file: "canary-bug-in-a-file",
  env: "canary-bug-in-a-variable",
  placeholder: "canary-bug-in-a-placeholder",
  fallback: "canary-bug-in-a-default",
  certificate: "canary+bug+in+a+certificate",
  key: "canary+bug+in+a+key",
  keyOfEnv: "canary+bug+in+a+key+of+a+variable",
};

const pem = (label: string, text: string) => `-----BEGIN ${label}-----\n${text}\n-----END ${label}-----\n`;
const client = (name: string, auth: Record<string, string>) =>
  `  - {name: ${name}, kind: temporal.client, address: "a:1", auth: ${JSON.stringify(auth)}}\n`;

const ENTRIES = `namespace: app
entries:
  - {name: os, kind: env.storage.os}
  - {name: key, kind: env.variable, variable: KEY, storage: os}
  - {name: other, kind: env.variable, variable: OTHER, storage: os}
  - {name: pem, kind: env.variable, variable: PEM, storage: os}
${client("literal", { type: "api_key", api_key: CANARIES.literal })}
${client("file", { type: "api_key", api_key_file: "api.key" })}
${client("env", { type: "api_key", api_key_env: "KEY" })}
${client("placeholder", { type: "api_key", api_key: "${env:OTHER}" })}
${client("fallback", { type: "api_key", api_key: `\${env:NOT_THERE|${CANARIES.fallback}}` })}
${
  client("pair", {
    type: "mtls",
    cert_pem: pem("CERTIFICATE", CANARIES.certificate),
    key_pem: pem("PRIVATE KEY", CANARIES.key),
  })
}
${client("pair_of_env", { type: "mtls", cert_file: "tls.crt", key_pem_env: "PEM" })}`;
const VARIABLES: Record<string, string> = {
  KEY: CANARIES.env,
  OTHER: CANARIES.placeholder,
  PEM: pem("PRIVATE KEY", CANARIES.keyOfEnv),
};

/** A bug of ours at the worst place: its message holds every credential, as text and escaped. */
async function bug(context: CliContext): Promise<number> {
  const { configured } = await loadApp(context);
  const texts: string[] = [];
  for (const { kind, config } of configured) {
    if (kind.name !== "temporal.client") continue;
    const settings = clientSettings(config as TemporalClientConfig, context.options.appFolder);
    const { credentials: { apiKey, keyPair } } = await readCredentials(settings);
    for (const secret of [apiKey, keyPair?.certificate, keyPair?.key]) if (secret) texts.push(secret.reveal());
  }
  for (const canary of Object.values(CANARIES)) ok(texts.join().includes(canary), `${canary} is no credential here`);
  throw new TypeError(`cannot use ${texts.join()}, ${JSON.stringify(texts)}`);
}

Deno.test("the report of a bug holds no secret, even when the bug's own message does", async () => {
  const files = { "_index.yaml": ENTRIES, "api.key": `  ${CANARIES.file}\n`, "tls.crt": "certificate" };
  await using app = await appFolder(files);
  await Deno.chmod(`${app.path}/api.key`, 0o600);
  const table = [defineCommand({ name: "work", summary: "do it", run: bug })];
  for (const options of [[], ["--verbose"], ["--json", "--log-level", "debug", "--log-format", "json"]]) {
    let printed = "";
    const write = (text: string) => void (printed += text);
    const env = { get: (name: string) => VARIABLES[name], toObject: () => VARIABLES };
    const { host } = testHost({ stdout: write, stderr: write, cwd: app.path, env });
    equal(await main(["work", "--app", app.path, ...options], host, table), 1);
    match(printed, /^internal error: cannot use \[REDACTED\]/m);
    equal(printed.includes("canary_bug_test.ts"), options.length > 0);
    deepEqual(Object.entries(CANARIES).filter(([, canary]) => printed.includes(canary)), [], printed);
  }
});
