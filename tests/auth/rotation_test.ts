import { deepEqual, doesNotMatch, equal, match, ok } from "node:assert/strict";
import { join } from "node:path";
import { withForeignClient } from "../support/foreign_client.ts";
import { type Running, TestLogger, testNamespace, withWorker } from "../support/temporal.ts";
import { until } from "../support/until.ts";
import { Authority, openssl, type Pair } from "../support/certificates.ts";
import { settingsOf } from "./_client.ts";
import { type Call, Gateway, nginx } from "./_gateway.ts";
import { brokenTasks, completeOrder, ORDER_CODE } from "./_order.ts";

const ignore = openssl.ignore || nginx.ignore;
const { address: upstream, namespace } = await testNamespace("auth-rotation");
const ORDERS = Deno.env.get("LUNATION_TEST_SOAK") ? 200 : 40;
/** Milliseconds between the rotation and the end of the old credential. */
const GRACE = 2000;
/** A task that waits longer on a machine that is busy is none that was lost. */
const PATIENT = { stickyScheduleToStartTimeout: 60_000 };

Deno.test({ name: "a new API key in the file is used without a failed workflow task", ignore }, async () => {
  await withFolder(async (folder) => {
    const authority = await Authority.create(folder, "authority");
    const accepted = new Set(["Bearer first-key"]);
    const seen = new Set<string>();
    const admits = ({ authorization }: Call) => {
      seen.add(authorization);
      return accepted.has(authorization);
    };
    await using gateway = await Gateway.start({ upstream, server: await authority.sign({ name: "server" }), admits });
    const file = join(folder, "api.key");
    await replaceFile(file, "first-key\n");
    const logger = new TestLogger();
    const settings = settingsOf({
      address: gateway.address,
      namespace,
      auth: { type: "api_key", api_key_file: file },
      tls: { enabled: true, ca_file: authority.certificate },
    });
    await withWorker(settings, { ...ORDER_CODE, logger, settings: PATIENT }, async (running) => {
      await ordersThrough(running, async () => {
        await replaceFile(file, "refused-key\n");
        await until(() => logger.records.some((record) => record.includes("[bad-api-key]")));
        accepted.add("Bearer second-key");
        await replaceFile(file, "second-key\n");
        await until(() => logger.records.some((record) => record.includes("rotated")), () => logger.records.join("\n"));
        await new Promise((resolve) => setTimeout(resolve, GRACE));
        accepted.delete("Bearer first-key");
        seen.clear();
      });
    });
    deepEqual([...seen], ["Bearer second-key"]);
    const text = logger.records.join("\n");
    match(text, /^info: The API key of "test:client" rotated: the new is in use$/m);
    match(text, /^error: New credentials of "test:client" are not used, the old ones are kept: .*\[bad-api-key\]/m);
    doesNotMatch(text, /(first|second|refused)-key/);
  });
});

Deno.test(
  { name: "a new client certificate in a Kubernetes mount is used without a failed workflow task", ignore },
  async () => {
    await withFolder(async (folder) => {
      const authority = await Authority.create(folder, "authority");
      const accepted = new Set(["CN=first"]);
      const seen = new Set<string>();
      const admits = ({ subject }: Call) => {
        seen.add(subject);
        return accepted.has(subject);
      };
      const server = await authority.sign({ name: "server" });
      const clientAuthority = authority.certificate;
      await using gateway = await Gateway.start({ upstream, server, clientAuthority, admits });
      const mount = join(folder, "mount");
      await mountPair(mount, await authority.sign({ name: "first" }));
      const logger = new TestLogger();
      const settings = settingsOf({
        address: gateway.address,
        namespace,
        auth: { type: "mtls", cert_file: join(mount, "tls.crt"), key_file: join(mount, "tls.key") },
        tls: { enabled: true, ca_file: authority.certificate },
      });
      await withWorker(settings, { ...ORDER_CODE, logger, settings: PATIENT }, async (running) => {
        await ordersThrough(running, async () => {
          const second = await authority.sign({ name: "second" });
          accepted.add("CN=second");
          await mountPair(mount, second);
          await until(
            () => logger.records.some((record) => record.includes("rotated")),
            () => logger.records.join("\n"),
          );
          await new Promise((resolve) => setTimeout(resolve, GRACE));
          accepted.delete("CN=first");
          seen.clear();
        });
      });
      deepEqual([...seen], ["CN=second"]);
      match(logger.records.join("\n"), /^info: The certificates of "test:client" rotated: the new is in use$/m);
      equal(logger.records.some((record) => record.includes("PRIVATE KEY")), false);
    });
  },
);

Deno.test({ name: "bad new certificates are told once each and the old ones kept", ignore }, async () => {
  await withFolder(async (folder) => {
    const authority = await Authority.create(folder, "authority");
    const strange = await Authority.create(folder, "strange");
    const clientAuthority = authority.certificate;
    const server = await authority.sign({ name: "server" });
    await using gateway = await Gateway.start({ upstream, server, clientAuthority });
    const mount = join(folder, "mount");
    const good = await authority.sign({ name: "good" });
    const stranger = await strange.sign({ name: "stranger" });
    await mountPair(mount, good);
    const logger = new TestLogger();
    const settings = settingsOf({
      address: gateway.address,
      namespace,
      auth: { type: "mtls", cert_file: join(mount, "tls.crt"), key_file: join(mount, "tls.key") },
      tls: { enabled: true, ca_file: authority.certificate },
    });
    const told = (code: string) => logger.records.filter((record) => record.includes(`[${code}]`)).length;
    await withWorker(settings, { ...ORDER_CODE, logger }, async (running) => {
      await mountPair(mount, { certificate: good.certificate, key: stranger.key });
      await until(() => told("invalid-key-pair") > 0);
      await mountPair(mount, stranger);
      await until(() => told("client-certificate-refused") > 0);
      await Deno.remove(join(mount, "tls.key"));
      await until(() => told("unreadable-credential") > 0);
      await completeOrder(running);
      await mountPair(mount, good);
      await mountPair(mount, await authority.sign({ name: "better" }));
      await until(() => logger.records.some((record) => record.includes("rotated")));
      await completeOrder(running);
    });
    const codes = ["invalid-key-pair", "client-certificate-refused", "unreadable-credential"];
    deepEqual(codes.map(told), [1, 1, 1], logger.records.join("\n"));
  });
});

/** Starts orders before, while and after `change` happens; all must complete, with no broken workflow task. */
async function ordersThrough({ taskQueue }: Running, change: () => Promise<void>): Promise<void> {
  await withForeignClient({ address: upstream, namespace }, async (client) => {
    const submit = (hold: string) =>
      client.workflow.start("app:order", {
        taskQueue,
        workflowId: crypto.randomUUID(),
        args: [{ amount: 21, hold }],
      });
    const before = await Promise.all(Array.from({ length: ORDERS / 2 }, (_, i) => submit(`${i * 100}ms`)));
    const changing = change();
    const meanwhile = await Promise.all(Array.from({ length: ORDERS / 4 }, () => submit("1500ms")));
    await changing;
    const afterwards = await Promise.all(Array.from({ length: ORDERS / 4 }, () => submit("10ms")));
    const handles = [...before, ...meanwhile, ...afterwards];
    const results = await Promise.all(handles.map((handle) => handle.result()));
    ok(results.every((result) => result === 42));
    deepEqual((await Promise.all(handles.map(brokenTasks))).flat(), []);
  });
}

async function withFolder(body: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "lunation-auth-" });
  try {
    await body(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** As careful programs do: the file is whole at any moment. */
async function replaceFile(path: string, text: string): Promise<void> {
  await Deno.writeTextFile(`${path}.new`, text, { mode: 0o600 });
  await Deno.rename(`${path}.new`, path);
}

/** Files as Kubernetes mounts them: links through a link to a folder, which is swapped. */
async function mountPair(mount: string, { certificate, key }: Pair): Promise<void> {
  const version = join(mount, `..${crypto.randomUUID()}`);
  await Deno.mkdir(version, { recursive: true });
  await Deno.copyFile(certificate, join(version, "tls.crt"));
  await Deno.copyFile(key, join(version, "tls.key"));
  await Deno.symlink(version, join(mount, "..data_tmp"));
  await Deno.rename(join(mount, "..data_tmp"), join(mount, "..data"));
  for (const name of ["tls.crt", "tls.key"]) {
    await Deno.symlink(join("..data", name), join(mount, name)).catch((error) => {
      if (!(error instanceof Deno.errors.AlreadyExists)) throw error;
    });
  }
}
