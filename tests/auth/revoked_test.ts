import { equal, match } from "node:assert/strict";
import { join } from "node:path";
import { startPaymentService } from "../../src/demo/mod.ts";
import { openssl } from "../support/certificates.ts";
import { LunationProcess } from "../support/lunation_process.ts";
import { testNamespace } from "../support/temporal.ts";
import { type Call, Gateway, nginx } from "./_gateway.ts";
import { orders, withAuthority } from "./_orders_app.ts";

const ignore = openssl.ignore || nginx.ignore;
const { address: upstream, namespace } = await testNamespace("auth-revoked");

/**
 * Revokes the key of a running application and, after a while, gives it a new one, with which it runs an order.
 *
 * @param meanwhile waits for what is to happen without a key
 * @returns what the application wrote
 */
async function revokeKey(meanwhile: (run: LunationProcess) => Promise<void>): Promise<string> {
  let log = "";
  await withAuthority(async (authority) => {
    const server = await authority.sign({ name: "server" });
    let accepted = "first-key";
    const admits = ({ authorization }: Call) => authorization === `Bearer ${accepted}`;
    await using gateway = await Gateway.start({ upstream, server, admits, echoes: true });
    const client = `  - name: temporal_client
    kind: temporal.client
    address: "${gateway.address}"
    namespace: ${namespace}
    auth: {type: api_key, api_key_file: api.key}
    tls: {enabled: true, ca_file: "${authority.certificate}"}
    keep_alive_time: 1s
`;
    await using app = await orders(client, { "api.key": accepted });
    await using run = new LunationProcess(["run", "--app", app.path]);
    await run.sees("Running the application");
    accepted = "second-key";
    await run.sees('Client "app:temporal_client" has no working connection');
    await meanwhile(run);
    await Deno.writeTextFile(join(app.path, "api.key"), accepted);
    await run.sees('The API key of "app:temporal_client" rotated');
    await run.sees('Client "app:temporal_client" is connected again');
    const payments = startPaymentService(0);
    try {
      const order = JSON.stringify({ id: "o1", amount: 42, card: "4242", payment_url: payments.url, hold_ms: 1 });
      await using exec = new LunationProcess(["exec", "app:order_workflow", order, "--app", app.path]);
      equal(await exec.exitCode(), 0, exec.stderr);
    } finally {
      await payments.stop();
    }
    run.kill("SIGTERM");
    equal(await run.exitCode(), 0, run.stderr);
    log = run.stderr;
  });
  equal(/first-key|second-key/.test(log), false, log);
  const told = log.match(/^.*has no working connection.*$/gm) ?? [];
  equal(told.length, 1, log);
  match(
    told[0]!,
    /WARN .*: the server refused the API key: Request unauthorized\. Bearer \[REDACTED\] \[bad-api-key\]/,
  );
  return log;
}

Deno.test({ name: "a revoked API key is told once, and a new one in the file mends it", ignore }, async () => {
  equal(/"app:worker" failed/.test(await revokeKey(() => Promise.resolve())), false);
});

// Temporal's core waits a minute before it believes that it is refused.
const isLong = Boolean(Deno.env.get("LUNATION_TEST_SOAK"));
Deno.test(
  { name: "a worker that is refused for long is tried again until it is not", ignore: ignore || !isLong },
  async () => {
    const log = await revokeKey((run) => run.sees("; attempt 3 in"));
    match(log, /ERROR "app:worker" failed: .*: the server refused the API key: .* \[bad-api-key\]/);
    match(log, /"app:worker" is running[^]*"app:worker" is running/);
  },
);
