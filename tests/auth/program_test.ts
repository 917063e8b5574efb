import { deepEqual, equal, match, ok } from "node:assert/strict";
import { startPaymentService } from "../../src/demo/mod.ts";
import { LunationProcess } from "../support/lunation_process.ts";
import { testNamespace } from "../support/temporal.ts";
import { openssl } from "../support/certificates.ts";
import { Gateway, nginx } from "./_gateway.ts";
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
