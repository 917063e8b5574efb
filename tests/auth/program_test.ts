import { deepEqual, equal, match, ok } from "node:assert/strict";
import { startPaymentService } from "../../src/demo/mod.ts";
import { LunationProcess } from "../support/lunation_process.ts";
import { testNamespace } from "../support/temporal.ts";
import { openssl } from "../support/certificates.ts";
import { type Call, Gateway, nginx } from "./_gateway.ts";
import { orders, withAuthority } from "./_orders_app.ts";

const ignore = openssl.ignore || nginx.ignore;
const { address: upstream, namespace } = await testNamespace("auth-program");

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
    equal(await runOrder(app.path, { SSL_CERT_FILE: authority.certificate }), "completed");
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

Deno.test({ name: "the program runs an order with credentials from variables alone", ignore }, async (test) => {
  await withAuthority(async (authority) => {
    const server = await authority.sign({ name: "server" });
    const pair = await authority.sign({ name: "client" });
    const admits = ({ authorization, subject }: Call) => authorization === "Bearer the-key" || subject === "CN=client";
    await using keyed = await Gateway.start({ upstream, server, admits });
    await using mutual = await Gateway.start({ upstream, server, clientAuthority: authority.certificate, admits });
    const env = {
      ORDERS_KEY: "the-key",
      ORDERS_CERTIFICATE: await Deno.readTextFile(pair.certificate),
      ORDERS_PRIVATE_KEY: await Deno.readTextFile(pair.key),
      ORDERS_AUTHORITY: await Deno.readTextFile(authority.certificate),
    };
    const pairOfVariables = '{type: mtls, cert_pem_env: ORDERS_CERTIFICATE, key_pem: "${env:ORDERS_PRIVATE_KEY}"}';
    const ways: [name: string, address: string, auth: string][] = [
      ["API key", keyed.address, "{type: api_key, api_key_env: ORDERS_KEY}"],
      ["client certificate", mutual.address, pairOfVariables],
    ];
    for (const [name, address, auth] of ways) {
      await test.step(name, async () => {
        const variables = Object.keys(env).map((variable) =>
          `  - {name: ${variable.toLowerCase()}, kind: env.variable, variable: ${variable}, storage: os}\n`
        );
        await using app = await orders(`  - name: temporal_client
    kind: temporal.client
    address: "${address}"
    namespace: ${namespace}
    auth: ${auth}
    tls: {enabled: true, ca_pem_env: ORDERS_AUTHORITY}
  - {name: os, kind: env.storage.os}
${variables.join("")}`);
        equal(await runOrder(app.path, env), "completed");
      });
    }
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

/** The status of an order that the program runs in a process of its own. */
async function runOrder(app: string, env: Record<string, string>): Promise<unknown> {
  const payments = startPaymentService(0);
  try {
    const order = JSON.stringify({ id: "o1", amount: 42, card: "4242", payment_url: payments.url, hold_ms: 1 });
    await using exec = new LunationProcess(["exec", "app:order_workflow", order, "--app", app], env);
    equal(await exec.exitCode(), 0, exec.stderr);
    return JSON.parse(exec.stdout).status;
  } finally {
    await payments.stop();
  }
}
