import { deepEqual, equal, match, ok } from "node:assert/strict";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Client } from "@temporalio/client";
import { NativeConnection } from "@temporalio/worker";
import { startPaymentService } from "../../src/demo/mod.ts";
import { freePort } from "../../src/devserver/mod.ts";
import { type AppFolder, appFolder } from "../support/app_folder.ts";
import { LunationProcess } from "../support/lunation_process.ts";
import { testNamespace } from "../support/temporal.ts";
import { Authority, openssl } from "./_certificates.ts";
import { type Call, Gateway, nginx } from "./_gateway.ts";

const ignore = openssl.ignore || nginx.ignore;
const { address: upstream, namespace } = await testNamespace("auth-program");
const ORDERS = fileURLToPath(new URL("../../examples/orders", import.meta.url));

/** The order example with other clients; the worker uses the first. */
async function orders(clients: string, files: Record<string, string> = {}): Promise<AppFolder> {
  const index = await Deno.readTextFile(join(ORDERS, "_index.yaml"));
  const app = await appFolder({
    "_index.yaml": index.replace(/ {2}- name: temporal_client\n[^]*?\n\n/, `${clients}\n`),
    "order_workflow.lua": await Deno.readTextFile(join(ORDERS, "order_workflow.lua")),
    "payment.lua": await Deno.readTextFile(join(ORDERS, "payment.lua")),
    ...files,
  });
  for (const name of Object.keys(files)) await Deno.chmod(join(app.path, name), 0o600);
  return app;
}

async function withAuthority(body: (authority: Authority) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "lunation-auth-" });
  try {
    await body(await Authority.create(folder, "authority"));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test({ name: "the program runs an order with a client certificate and system roots", ignore }, async () => {
  await withAuthority(async (authority) => {
    const server = await authority.sign({ name: "server" });
    const pair = await authority.sign({ name: "client" });
    await using gateway = await Gateway.start({ upstream, server, clientAuthority: authority.certificate });
    const client = `  - name: temporal_client
    kind: temporal.client
    address: "${gateway.address}"
    namespace: ${namespace}
    auth: {type: mtls, cert_file: tls/client.crt, key_file: tls/client.key}
`;
    await using app = await orders(client, {
      "tls/client.crt": await Deno.readTextFile(pair.certificate),
      "tls/client.key": await Deno.readTextFile(pair.key),
    });
    const payments = startPaymentService(0);
    try {
      const order = JSON.stringify({ id: "o1", amount: 42, card: "4242", payment_url: payments.url, hold_ms: 1 });
      const args = ["exec", "app:order_workflow", order, "--app", app.path];
      await using exec = new LunationProcess(args, { SSL_CERT_FILE: authority.certificate });
      equal(await exec.exitCode(), 0, exec.stderr);
      equal(JSON.parse(exec.stdout).status, "completed");
    } finally {
      await payments.stop();
    }
    await using doctor = new LunationProcess(["doctor", "--json", "--app", app.path], {
      SSL_CERT_FILE: authority.certificate,
    });
    equal(await doctor.exitCode(), 0, doctor.stderr);
    const { clients: [report] } = JSON.parse(doctor.stdout);
    deepEqual(report.steps.map(({ step, ok }: { step: string; ok: boolean }) => [step, ok]), [
      ["resolve", true],
      ["connect", true],
      ["authenticate", true],
      ["namespace", true],
    ]);
    match(`${report.entry_id} ${report.ok}`, /^app:temporal_client true$/);
  });
});

Deno.test("run does not try again what only a change can mend, and says what to change", async () => {
  const client = `  - name: temporal_client
    kind: temporal.client
    address: "${upstream}"
    namespace: no-such-namespace
    lifecycle: {auto_start: true}
`;
  await using app = await orders(client);
  await using run = new LunationProcess(["run", "--app", app.path]);
  equal(await run.exitCode(), 1);
  match(run.stderr, /the server has no namespace "no-such-namespace" \[unknown-namespace\]; correct "namespace", or/);
  ok(!run.stderr.includes("attempt 2"), run.stderr);
});

/** One in each place that can hold a secret. */
const CANARIES = {
  literal: "canary-in-a-literal",
  file: "canary-in-a-file",
  env: "canary-in-a-variable",
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
    const tls = `{enabled: true, ca_file: "${authority.certificate}"}`;
    const entry = (name: string, address: string, auth: string) =>
      `  - name: ${name}
    kind: temporal.client
    address: "${address}"
    namespace: ${namespace}
    connection_timeout: 5s
    auth: ${auth}
    tls: ${tls}
    lifecycle: {auto_start: true, startup: optional, restart: {max_attempts: 1}}
`;
    const pem = (label: string, canary: string) => `-----BEGIN ${label}-----\\n${canary}\\n-----END ${label}-----\\n`;
    const clients = [
      entry("temporal_client", keyed.address, `{type: api_key, api_key: ${CANARIES.literal}}`),
      entry("from_file", keyed.address, "{type: api_key, api_key_file: api.key}"),
      entry("from_env", keyed.address, "{type: api_key, api_key_env: CANARY_KEY}"),
      entry("from_default", keyed.address, `{type: api_key, api_key: "\${env:NOT_THERE|${CANARIES.fallback}}"}`),
      entry("unreachable", `127.0.0.1:${freePort(0)}`, `{type: api_key, api_key: ${CANARIES.literal}}`),
      entry(
        "certificate",
        keyed.address,
        `{type: mtls, cert_pem: "${pem("CERTIFICATE", CANARIES.certificate)}", key_pem: "${
          pem("PRIVATE KEY", CANARIES.key)
        }"}`,
      ),
      "  - {name: os, kind: env.storage.os}\n",
      "  - {name: key, kind: env.variable, variable: CANARY_KEY, storage: app:os}\n",
    ].join("");
    await using app = await orders(clients, { "api.key": CANARIES.file });
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
          await using program = new LunationProcess([...command, "--verbose", "--app", app.path], {
            CANARY_KEY: CANARIES.env,
          });
          await program.exitCode();
          withoutCanaries(program.stdout + program.stderr);
          if (command[0] === "doctor") match(program.stdout, /Request unauthorized\. Bearer \[REDACTED\]/);
          ok(!program.stderr.includes("internal error"), program.stderr);
        });
      }
      await test.step("run", async () => {
        const args = ["run", "--verbose", "--app", app.path];
        await using run = new LunationProcess(args, { CANARY_KEY: CANARIES.env });
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
    const connection = await NativeConnection.connect({ address: upstream });
    const history = await new Client({ connection, namespace }).workflow.getHandle("canary-declined").fetchHistory();
    await connection.close();
    ok(history.events!.length > 3);
    withoutCanaries(JSON.stringify(history));
  });
});

function withoutCanaries(text: string): void {
  for (const canary of Object.values(CANARIES)) ok(!text.includes(canary), text);
}
