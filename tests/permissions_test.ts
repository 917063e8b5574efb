import { deepEqual, equal, match, ok } from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { startPaymentService } from "../src/demo/mod.ts";
import { appFolder } from "./support/app_folder.ts";

const ROOT = fileURLToPath(new URL("../", import.meta.url));
const EXAMPLES = [...Deno.readDirSync(`${ROOT}examples`)].filter((item) => item.isDirectory).map(({ name }) => name);

interface Flag {
  readonly flag: string;
  readonly values: readonly string[];
}

async function deno(flags: readonly string[], args: readonly string[], env: Record<string, string> = {}) {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", ...flags, `${ROOT}main.ts`, ...args],
    env: { NO_COLOR: "1", ...env },
    stdin: "null",
  }).output();
  const decoder = new TextDecoder();
  return { code, stdout: decoder.decode(stdout), stderr: decoder.decode(stderr) };
}

async function flagsFor(args: readonly string[]): Promise<Flag[]> {
  const { code, stdout, stderr } = await deno(["-A"], ["permissions", "--json", ...args]);
  equal(code, 0, stderr);
  return JSON.parse(stdout).flags;
}

function words(flags: readonly Flag[]): string[] {
  return flags.filter(({ values, flag }) => values.length > 0 || flag === "--no-prompt")
    .map(({ flag, values }) => values.length === 0 ? flag : `${flag}=${values.join(",")}`);
}

/** Each way to give one value less; what is hidden from packages is not a right. */
function withOneLess(flags: readonly Flag[]) {
  return flags.filter(({ flag }) => flag.startsWith("--allow-")).flatMap(({ flag, values }) =>
    values.map((value) => ({
      missing: `${flag}=${value}`,
      rest: words(
        flags.map((other) => other.flag === flag ? { flag, values: values.filter((one) => one !== value) } : other),
      ),
    }))
  );
}

for (const example of EXAMPLES) {
  Deno.test(`permissions prints flags under which check of the example "${example}" works`, async () => {
    const app = ["--app", `${ROOT}examples/${example}`];
    const { code, stdout, stderr } = await deno(words(await flagsFor(app)), ["check", ...app]);
    equal(code, 0, stdout + stderr);
  });
}

Deno.test("run of an example names entry, field and flag of each permission that is taken away", async () => {
  const app = ["--app", `${ROOT}examples/orders`];
  const cases = withOneLess(await flagsFor(app));
  ok(cases.length > 0);
  for (const { missing, rest } of cases) {
    const { code, stderr } = await deno(rest, ["run", ...app]);
    equal(code, 1, missing);
    match(stderr, /error\[permission-denied\]: /, missing);
    if (missing.endsWith("/examples/orders")) continue; // nothing can be said of entries that cannot be read
    match(stderr, /_index\.yaml:\d+:\d+: error\[permission-denied\]: "[\w.]+:[\w.]+" .* \([\w.]+\), /, missing);
    ok(stderr.includes(`help: Start the program with ${missing};`), `${missing}\n${stderr}`);
  }
});

Deno.test("the order example runs with exactly the flags that permissions prints, and says which host is missing", async () => {
  const payments = startPaymentService(0);
  try {
    const orders = [
      ...["--app", `${ROOT}examples/orders`],
      ...["-o", `app:temporal_client:address=${Deno.env.get("LUNATION_TEST_SERVER")}`],
      ...["-o", `app:worker:task_queue=${crypto.randomUUID()}`],
    ];
    const order = JSON.stringify({ id: "o1", amount: 5, card: "4242", payment_url: payments.url, hold_ms: 1 });
    const run = (flags: readonly Flag[]) => deno(words(flags), ["exec", "app:order_workflow", order, ...orders]);
    const { host } = new URL(payments.url);
    const done = await run(await flagsFor([...orders, "--net", host]));
    equal(done.code, 0, done.stderr);
    equal(JSON.parse(done.stdout).status, "completed");

    const failed = await run(await flagsFor(orders));
    equal(failed.code, 1);
    match(failed.stderr, new RegExp(`start the program with --allow-net=${host} \\(PermissionDenied\\)`));
  } finally {
    await payments.stop();
  }
});

Deno.test("permissions names variables, files of credentials and of env storages, and nothing else", async () => {
  await using app = await appFolder({
    "_index.yaml": `
version: "1.0"
namespace: app
entries:
  - {name: os, kind: env.storage.os}
  - {name: file, kind: env.storage.file, file_path: secrets/app.env}
  - {name: token, kind: env.variable, variable: ORDERS_TOKEN, storage: os, default: x}
  - name: tc
    kind: temporal.client
    address: temporal.test:7233
    auth: {type: mtls, cert_file: tls/c.pem, key_file: /etc/tls/k.pem}
    keep_alive_time: 5s
`,
    "secrets/app.env": "",
  });
  const flags = await flagsFor(["--app", app.path]);
  const values = Object.fromEntries(flags.map(({ flag, values }) => [flag, values]));
  deepEqual(values["--allow-env"], ["ORDERS_TOKEN"]);
  deepEqual(values["--allow-net"], ["temporal.test:7233", "127.0.0.1"]);
  deepEqual(values["--allow-read"]!.slice(0, 2), [app.path, "/etc/tls/k.pem"]);
  equal(values["--allow-read"]!.length, 3);
  deepEqual(values["--allow-read"]!.slice(2), values["--allow-ffi"]);
  deepEqual([values["--allow-write"], values["--allow-run"]], [undefined, undefined]);
});

Deno.test("a store in a file works with exactly the flags that permissions prints, and names the one that is missing", async () => {
  await using app = await appFolder({
    "_index.yaml": `
version: "1.0"
namespace: app
entries:
  - {name: seen, kind: store.file, file_path: seen.db}
  - name: main
    kind: function.lua
    method: main
    modules: [store]
    source: |
      return function()
        local seen = store.get("seen")
        return seen:put("key", 1)
      end
`,
  });
  const flags = await flagsFor(["--app", app.path]);
  deepEqual(flags.find(({ flag }) => flag === "--allow-write")?.values, [`${app.path}/seen.db`]);
  const exec = (flags: readonly Flag[]) => deno(words(flags), ["exec", "app:main", "--app", app.path]);
  deepEqual([(await exec(flags)).stdout, (await exec(flags)).stdout], ["1\n", "2\n"]);
  const { code, stderr } = await exec(flags.filter(({ flag }) => flag !== "--allow-write"));
  equal(code, 1);
  match(stderr, /Requires write access to ".*seen\.db", run again with the --allow-write flag \(PermissionDenied\)/);
});

Deno.test("permissions of an application with faults are not guessed", async () => {
  await using app = await appFolder({ "_index.yaml": "namespace: app\nentries: [{name: x, kind: nothing}]\n" });
  const { code, stdout, stderr } = await deno(["-A"], ["permissions", "--app", app.path]);
  deepEqual({ code, stdout }, { code: 1, stdout: "" });
  match(stderr, /error\[unknown-kind\]/);
});

Deno.test("a package that may not see a variable is told in one line", async () => {
  const app = ["--app", `${ROOT}examples/orders`];
  const flags = await flagsFor(app);
  ok(flags.some(({ flag }) => flag === "--ignore-env"));
  const { code, stdout, stderr } = await deno(words(flags.filter(({ flag }) => flag !== "--ignore-env")), [
    "run",
    ...app,
  ]);
  deepEqual({ code, stdout }, { code: 1, stdout: "" });
  match(stderr, /^error: Requires env access to "\w+", .*\nhelp: "lunation permissions" prints all flags .*\n$/);
});
