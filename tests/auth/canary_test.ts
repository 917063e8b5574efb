import { equal, match, ok } from "node:assert/strict";
import { startPaymentService } from "../../src/demo/mod.ts";
import { freePort } from "../../src/devserver/mod.ts";
import { withForeignClient } from "../support/foreign_client.ts";
import { LunationProcess } from "../support/lunation_process.ts";
import { testNamespace } from "../support/temporal.ts";
import { openssl } from "../support/certificates.ts";
import { type Call, Gateway, nginx } from "./_gateway.ts";
import { orders, withAuthority } from "./_orders_app.ts";

const ignore = openssl.ignore || nginx.ignore;
const { address: upstream, namespace } = await testNamespace("auth-canary");

/** One in each place that can hold a secret. */
const CANARIES = {
  literal: "canary-in-a-literal",
  file: "canary-in-a-file",
  env: "canary-in-a-variable",
  pemOfEnv: "canary+in+a+key+of+a+variable",
  fallback: "canary-in-a-default",
  certificate: "canary+in+a+certificate",
  key: "canary+in+a+key",
};

Deno.test({ name: "no secret is printed, whatever goes wrong", ignore }, async (test) => {
  await withAuthority(async (authority) => {
    const server = await authority.sign({ name: "server" });
    // A server that repeats the key that it refuses.
    const admits = ({ authorization }: Call) => authorization === `Bearer ${CANARIES.literal}`;
    await using keyed = await Gateway.start({ upstream, server, admits, echoes: true });
    await using named = await Gateway.start({
      upstream,
      server: await authority.sign({ name: "named", names: "DNS:temporal.example" }),
    });
    await using expired = await Gateway.start({
      upstream,
      server: await authority.sign({ name: "expired", days: -1 }),
    });
    const addresses = { keyed: keyed.address, named: named.address, expired: expired.address };
    await using app = await orders(canaryClients(addresses, authority.certificate), { "api.key": CANARIES.file });
    const variables = { CANARY_KEY: CANARIES.env, CANARY_PEM: pem("PRIVATE KEY", CANARIES.pemOfEnv) };
    const payments = startPaymentService(0);
    const order = (card: string) =>
      JSON.stringify({ id: "o1", amount: 42, card, payment_url: payments.url, hold_ms: 1 });
    const commands: string[][] = [
      ["check"],
      ["check", "--json"],
      ["list", "--json"],
      ["show", "app:from_default"],
      ["show", "app:certificate"],
      ["show", "app:temporal_client", "--json"],
      ["doctor"],
      ["doctor", "--json", "--log-level", "debug"],
      ["exec", "app:order_workflow", order("4242"), "--log-level", "debug"],
      ["exec", "app:order_workflow", order("declined"), "--workflow-id", "canary-declined"],
    ];
    try {
      for (const command of commands) {
        await test.step(command.slice(0, 2).join(" "), async () => {
          await using program = new LunationProcess([...command, "--verbose", "--app", app.path], variables);
          await program.exitCode();
          withoutCanaries(program.stdout + program.stderr);
          if (command[0] === "doctor") {
            match(program.stdout, /Request unauthorized\. Bearer \[REDACTED\]/);
            for (const code of CODES) ok(program.stdout.includes(code), `${code} is not shown:\n${program.stdout}`);
          }
          ok(!program.stderr.includes("internal error"), program.stderr);
        });
      }
      await test.step("run", async () => {
        const args = ["run", "--verbose", "--app", app.path];
        await using run = new LunationProcess(args, variables);
        for (const name of ["from_file", "from_env", "from_default", "certificate"]) {
          await run.sees(`Gave up on "app:${name}"`);
        }
        await run.sees("Running the application");
        run.kill("SIGTERM");
        equal(await run.exitCode(), 0, run.stderr);
        withoutCanaries(run.stdout + run.stderr);
      });
    } finally {
      await payments.stop();
    }
    const history = await withForeignClient({ address: upstream, namespace }, (client) => {
      return client.workflow.getHandle("canary-declined").fetchHistory();
    });
    ok(history.events!.length > 3);
    withoutCanaries(JSON.stringify(history));
  });
});

/** The faults of the clients. */
const CODES = [
  "bad-api-key",
  "connection-refused",
  "expired-certificate",
  "invalid-api-key",
  "invalid-key-pair",
  "name-mismatch",
  "plaintext-server",
  "unknown-authority",
  "unknown-host",
  "unknown-namespace",
  "unreadable-credential",
];

/** Clients that fail in each way, and one that connects. */
function canaryClients({ keyed, named, expired }: Record<string, string>, authority: string): string {
  const trusting = `{enabled: true, ca_file: "${authority}"}`;
  const entry = (name: string, address: string, auth: string, { tls = trusting, space = namespace } = {}) =>
    [
      `  - name: ${name}`,
      "    kind: temporal.client",
      `    address: "${address}"`,
      `    namespace: ${space}`,
      `    auth: ${auth}`,
      `    tls: ${tls}`,
      "    lifecycle: {auto_start: true, startup: optional, restart: {max_attempts: 1}}\n",
    ].join("\n");
  const literal = `{type: api_key, api_key: ${CANARIES.literal}}`;
  const certificate = `cert_pem: ${JSON.stringify(pem("CERTIFICATE", CANARIES.certificate))}`;
  const key = `key_pem: ${JSON.stringify(pem("PRIVATE KEY", CANARIES.key))}`;
  return [
    entry("temporal_client", keyed!, literal),
    entry("from_file", keyed!, "{type: api_key, api_key_file: api.key}"),
    entry("from_env", keyed!, "{type: api_key, api_key_env: CANARY_KEY}"),
    entry("from_default", keyed!, `{type: api_key, api_key: "\${env:NOT_THERE|${CANARIES.fallback}}"}`),
    entry("unreachable", `127.0.0.1:${freePort(0)}`, literal),
    entry("certificate", keyed!, `{type: mtls, ${certificate}, ${key}}`),
    entry("certificate_of_env", keyed!, `{type: mtls, ${certificate}, key_pem_env: CANARY_PEM}`),
    entry("untrusting", keyed!, literal, { tls: "{enabled: true}" }),
    entry("elsewhere", keyed!, literal, { space: "no-such-namespace" }),
    entry("misnamed", named!, literal),
    entry("expired", expired!, literal),
    entry("plaintext", upstream, literal),
    entry("hostless", "no-such-host.invalid:7233", literal),
    entry("spaced", keyed!, `{type: api_key, api_key: ${CANARIES.literal} and more}`),
    entry("gone", keyed!, `{type: mtls, ${certificate}, key_file: gone.key}`),
    "  - {name: os, kind: env.storage.os}\n",
    "  - {name: key, kind: env.variable, variable: CANARY_KEY, storage: app:os}\n",
    "  - {name: pem, kind: env.variable, variable: CANARY_PEM, storage: app:os}\n",
  ].join("");
}

function pem(label: string, text: string): string {
  return `-----BEGIN ${label}-----\n${text}\n-----END ${label}-----\n`;
}

function withoutCanaries(text: string): void {
  for (const canary of Object.values(CANARIES)) ok(!text.includes(canary), text);
}
