import { deepEqual, equal, match, rejects } from "node:assert/strict";
import { appFolder } from "../../tests/support/app_folder.ts";
import { AppError, type Component, type Secret, systemClock } from "../base/mod.ts";
import { renderText } from "../diagnostics/mod.ts";
import { kinds, type TemporalClientConfig, type TemporalWorkerConfig } from "../kinds/mod.ts";
import { load, type LoadOptions } from "./load.ts";
import type { Kind } from "../registry/mod.ts";
import { prepare } from "./prepare.ts";
import { run as runApp } from "./run.ts";
import { RecordingLogger } from "../../tests/support/lua_runner.ts";

const OS = `
  - {name: os, kind: env.storage.os}
  - {name: url, kind: env.variable, variable: URL, storage: os}
  - {name: number, kind: env.variable, variable: NUMBER, storage: os}
  - {name: key, kind: env.variable, variable: KEY, storage: "app:os"}
`;

interface Settings extends Partial<LoadOptions> {
  readonly variables?: Record<string, string>;
  readonly files?: Record<string, string>;
}

/** Loads entries; line 1 of them is line 3 of the file. */
async function run(entries: string, { variables = {}, files = {}, ...options }: Settings = {}) {
  await using folder = await appFolder({ "_index.yaml": `namespace: app\nentries:${entries}`, ...files });
  const systemEnvironment = { get: (name: string) => variables[name], toObject: () => variables };
  const app = await load({ appFolder: folder.path, kinds, systemEnvironment, ...options });
  const text = renderText(app.collector.diagnostics, { cwd: folder.path });
  const faults = text.split("\n").filter((line) => /^(?:\S.*)?(?:error|warning)\[/.test(line))
    .map((line) => line.replace("_index.yaml:", ""));
  return { app, faults, text };
}

async function client(fields: string, variables: Record<string, string>, settings: Settings = {}) {
  const { app, faults, text } = await run(`${OS}\n  - name: c\n    kind: temporal.client\n${fields}`, {
    variables,
    ...settings,
  });
  return { app, config: app.find("app:c")?.config as TemporalClientConfig, faults, text };
}

async function worker(options: string, variables: Record<string, string>, settings: Settings = {}) {
  const entries = `${OS}
  - {name: c, kind: temporal.client, address: "a:1"}
  - {name: w, kind: temporal.worker, client: c, task_queue: q, worker_options: {${options}}}
`;
  const { app, faults, text } = await run(entries, { variables, ...settings });
  const config = app.find("app:w")?.config as TemporalWorkerConfig;
  return { options: config?.worker_options, faults, text };
}

Deno.test("load() fills placeholders by public name, id and relative name, whole and inside text", async () => {
  const { config, faults, app } = await client(
    '    address: "${env:URL}"\n    namespace: "a-${env:app:number}-${env:key|x}-$${env:URL}-${NONE|y}"\n',
    { URL: "localhost:1", NUMBER: "5" },
  );
  deepEqual(faults, []);
  deepEqual([config.address, config.namespace], ["localhost:1", "a-5-x-${env:URL}-y"]);
  equal(app.find("app:c")?.entry.data.address, "${env:URL}");
});

Deno.test("load() leaves meta and the text of files alone", async () => {
  const entries = "\n  - name: d\n    kind: registry.entry\n    meta: {a: '${env:NONE}'}\n    text: file://x.txt\n";
  const { app, faults } = await run(entries, { files: { "x.txt": "${env:NONE}" } });
  deepEqual(faults, []);
  deepEqual(app.find("app:d")!.entry.meta, { a: "${env:NONE}" });
  deepEqual(app.find("app:d")!.config, { text: "${env:NONE}" });
});

Deno.test("load() takes the storage's value, then the variable's default, then the placeholder's", async () => {
  const address = async (entry: string, variables: Record<string, string>) => {
    const entries = `${OS}
  - {name: v, kind: env.variable, variable: V, storage: os${entry}}
  - {name: c, kind: temporal.client, address: "\${env:V|inline}"}
`;
    const { app, faults } = await run(entries, { variables });
    deepEqual(faults, []);
    return (app.find("app:c")!.config as TemporalClientConfig).address;
  };
  equal(await address(", default: own", { V: "stored" }), "stored");
  equal(await address(", default: own", { V: "" }), "own");
  equal(await address("", {}), "inline");
});

Deno.test("load() gives a whole field the type that its schema wants", async () => {
  const { options, faults } = await worker(
    'max_cached_workflows: "${env:NUMBER}", worker_activities_per_second: "${RATE|2.5}", ' +
      'disable_eager_activities: "${env:FLAG|True}", identity: "${env:NUMBER|7}", worker_stop_timeout: "${env:WAIT|5s}"',
    { NUMBER: "20" },
  );
  deepEqual(faults, []);
  deepEqual(
    [options.max_cached_workflows, options.worker_activities_per_second, options.disable_eager_activities],
    [20, 2.5, true],
  );
  deepEqual([options.identity, options.worker_stop_timeout], ["20", 5000]);
});

Deno.test("load() keeps an override's text as text beside a fault of the map around it", async () => {
  const { faults } = await client(
    '    address: "a:1"\n    auth: {type: api_key, api_key_file: f}\n',
    {},
    { overrides: ["app:c:auth.api_key=123"] },
  );
  deepEqual(faults, ["11:11: error[invalid-value]: Multiple API key sources specified"]);
});

Deno.test("load() fills a placeholder that an override brings, as the type of the field", async () => {
  const overrides = ["app:w:worker_options.max_cached_workflows=${env:NUMBER}", "app:w:task_queue=q-${env:NUMBER}"];
  const good = await worker("", { NUMBER: "20" }, { overrides });
  deepEqual([good.faults, good.options.max_cached_workflows], [[], 20]);
  const bad = await worker("", { NUMBER: "hunter2" }, { overrides });
  deepEqual(bad.faults, [
    'app:w: error[wrong-type]: Override "app:w:worker_options.max_cached_workflows": Invalid "worker_options.max_cached_workflows": the value of the variable "NUMBER" is not allowed here: expected a number',
  ]);
  equal(bad.text.includes("hunter2"), false);
});

Deno.test("load() takes the form of the default where any type may stand", async () => {
  const entries = `${OS}
  - name: d
    kind: registry.entry
    a: "\${env:NUMBER|1}"
    b: "\${env:NUMBER}"
    c: "\${env:NONE|true}"
    d: "\${env:NONE|1.5}"
    e: "x\${env:NUMBER|1}"
    f: "\${env:URL|1}"
    g: "\${env:URL|true}"
`;
  const { app, faults } = await run(entries, { variables: { NUMBER: "20", URL: "hunter2" } });
  deepEqual(app.find("app:d")!.config, { a: 20, b: "20", c: true, d: 1.5, e: "x20" });
  deepEqual(faults, [
    '15:8: error[invalid-value]: Invalid "f": the variable "URL" does not hold a whole number',
    '16:8: error[invalid-value]: Invalid "g": the variable "URL" does not hold true or false',
  ]);
});

Deno.test("load() names field and variable, and never the value, when a value does not fit", async () => {
  const value = { NUMBER: "hunter2", URL: "hunter2" };
  const bad = await worker(
    'max_cached_workflows: "${env:NUMBER}", worker_stop_timeout: "${env:NUMBER}", use_versioning: "${env:URL}", ' +
      'default_versioning_behavior: "x${env:URL}${env:NUMBER}"',
    value,
  );
  deepEqual(bad.faults.map((line) => line.replace(/^\d+:\d+: /, "")), [
    'error[wrong-type]: Invalid "worker_options.max_cached_workflows": the value of the variable "NUMBER" is not allowed here: expected a number',
    'error[invalid-value]: Invalid "worker_options.worker_stop_timeout": the value of the variable "NUMBER" is not allowed here',
    'error[wrong-type]: Invalid "worker_options.use_versioning": the value of the variable "URL" is not allowed here: expected true or false',
    'error[invalid-value]: Invalid "worker_options.default_versioning_behavior": the value of the variables "URL", "NUMBER" is not allowed here',
  ]);
  equal(bad.text.includes("hunter2"), false);
  const reference = await run(
    `${OS}\n  - {name: w, kind: temporal.worker, client: "\${env:URL}", task_queue: q}\n`,
    { variables: { URL: "app:hunter2" } },
  );
  deepEqual(reference.faults, [
    '8:46: error[missing-reference]: The entry that the variable "URL" names does not exist',
  ]);
  const wrongKind = await run(
    `${OS}\n  - {name: w, kind: temporal.worker, client: "\${env:URL}", task_queue: q}\n`,
    { variables: { URL: "app:os" } },
  );
  match(
    wrongKind.faults[0]!,
    /The entry that the variable "URL" names is an env\.storage\.os; a temporal\.client is needed/,
  );
});

Deno.test("load() makes secrets of values in secret fields", async () => {
  const { config } = await client(
    '    address: "a:1"\n    auth: {type: api_key, api_key: "Bearer-${env:KEY}"}\n',
    { KEY: "hunter2" },
  );
  equal(String(config.auth.api_key), "[REDACTED]");
  equal((config.auth.api_key as Secret).reveal(), "Bearer-hunter2");
});

Deno.test("load() reports variables without a value: errors, or warnings beside which all else is checked", async () => {
  const fields = `    address: "\${env:URL}"
    auth: {type: api_key, api_key: "\${env:NONE}"}
    connection_timeout: "\${env:NUMBER}"
    health_check: {enabled: "\${env:app:gone}"}
    tls: {server_name: a, insecure_skip_verify: true, enabled: true}
`;
  const faults = (severity: string) => [
    `10:14: ${severity}[unset-variable]: Variable "URL" has no value`,
    `11:36: ${severity}[unknown-variable]: Variable "NONE" is not declared by any entry`,
    `12:25: ${severity}[unset-variable]: Variable "NUMBER" has no value`,
    `13:29: ${severity}[unknown-variable]: Variable "app:gone" is not declared by any entry`,
    "14:49: error[invalid-value]: Cannot use insecure skip verify with server name",
  ];
  deepEqual((await client(fields, {})).faults, faults("error"));
  deepEqual((await client(fields, {}, { unresolved: "warning" })).faults, faults("warning"));
});

Deno.test("load() follows no variable into a loop, and reports the loop", async () => {
  const { faults } = await run(`
  - {name: s, kind: env.storage.static, values: {A: "\${env:A}"}}
  - {name: a, kind: env.variable, variable: A, storage: s}
  - {name: r, kind: env.storage.router, storages: [r]}
  - {name: c, kind: temporal.client, address: "\${env:A}"}
`);
  deepEqual(faults.map((line) => line.replace(/^\d+:\d+: /, "")).sort(), [
    "error[dependency-cycle]: Entries depend on each other in a loop: app:a → app:s → app:a",
    "error[dependency-cycle]: Entries depend on each other in a loop: app:r → app:r",
  ]);
});

Deno.test("load() lets storages and variables use variables, in any order of the entries", async () => {
  const { app, faults } = await run(
    `
  - {name: a, kind: env.variable, variable: A, storage: z_file, default: "\${env:URL}"}
  - {name: c, kind: temporal.client, address: "\${env:A}", namespace: "\${env:B}"}
  - {name: z_b, kind: env.variable, variable: B, storage: z_file}
  - {name: z_file, kind: env.storage.file, file_path: "\${env:URL}.env"}
${OS}`,
    { variables: { URL: "local" }, files: { "local.env": "B=from-file\n" } },
  );
  deepEqual(faults, []);
  const { address, namespace } = app.find("app:c")!.config as TemporalClientConfig;
  deepEqual([address, namespace], ["local", "from-file"]);
  const layer = (id: string) => app.layers.findIndex((one) => one.some(({ entry }) => entry.id === id));
  deepEqual(["app:os", "app:url", "app:z_file", "app:a", "app:c"].map(layer), [0, 1, 2, 3, 4]);
});

Deno.test("load() does not blame a placeholder for the faults of its variable's entry", async () => {
  const { faults } = await run(`
  - {name: a, kind: env.variable, variable: A, storage: gone}
  - {name: b, kind: env.variable, variable: "B-", storage: s}
  - {name: s, kind: env.storage.memory}
  - {name: c, kind: temporal.client, address: "\${env:A}\${env:b}"}
`);
  deepEqual(faults, [
    '3:57: error[missing-reference]: Entry "app:gone" does not exist; an env.storage.* is needed here',
    "4:45: error[invalid-value]: Invalid variable name: it may hold letters, digits and underscores only",
  ]);
});

Deno.test("load() reports files that cannot be read where their values are used", async () => {
  const { faults } = await run(
    `
  - {name: f, kind: env.storage.file, file_path: sub}
  - {name: a, kind: env.variable, variable: A, storage: f}
  - {name: c, kind: temporal.client, address: "\${env:A|default}"}
`,
    { files: { "sub/x": "" } },
  );
  match(
    faults.join("\n"),
    /^5:47: error\[unreadable-file\]: Variable "A" cannot be read: cannot read the env file ".*": it is not a file$/,
  );
});

const LEGACY = '    address: "a:1"\n    auth: {type: api_key, api_key_env: KEY}\n';

Deno.test("load() puts the values of _env fields into the fields that they are named after", async () => {
  const { config, faults } = await client(LEGACY, { KEY: "hunter2" });
  deepEqual(faults, []);
  deepEqual([config.auth.api_key?.reveal(), config.auth.api_key_env], ["hunter2", undefined]);
  const mtls = await client(
    '    address: "a:1"\n    auth: {type: mtls, cert_pem_env: KEY, key_pem_env: key}\n    tls: {enabled: true, ca_pem_env: URL}\n',
    { KEY: "pem", URL: "ca" },
  );
  deepEqual(mtls.faults, []);
  const { auth, tls } = mtls.config;
  deepEqual([auth.cert_pem?.reveal(), auth.key_pem?.reveal(), tls.ca_pem], ["pem", "pem", "ca"]);
});

Deno.test("load() reports credentials that their _env field does not lead to", async () => {
  const fault = (severity: string) =>
    `11:40: ${severity}[unset-variable]: Cannot get "auth.api_key" from the variable "KEY": it has no value`;
  deepEqual((await client(LEGACY, {})).faults, [fault("error")]);
  deepEqual((await client(LEGACY, { KEY: "" }, { unresolved: "warning" })).faults, [fault("warning")]);
  deepEqual((await client(LEGACY.replace("KEY", "NONE"), {})).faults, [
    '11:40: error[unknown-variable]: Cannot get "auth.api_key" from the variable "NONE": it is not declared by any entry',
  ]);
  const both = LEGACY.replace("api_key_env", "api_key: x, api_key_env");
  deepEqual((await client(both, { KEY: "y" })).faults, [
    "11:11: error[invalid-value]: Multiple API key sources specified",
  ]);
});

Deno.test("load() only warns of a build id that cannot be had, and a literal one wins", async () => {
  const versioned = "use_versioning: true, deployment_name: d, build_id_env: KEY";
  equal((await worker(versioned, { KEY: "v1" })).options.build_id, "v1");
  equal((await worker(`${versioned}, build_id: literal`, { KEY: "v1" })).options.build_id, "literal");
  deepEqual((await worker(versioned, {}, { unresolved: "warning" })).faults.map((line) => line.replace(/^\S+ /, "")), [
    'warning[unset-variable]: Cannot get "worker_options.build_id" from the variable "KEY": it has no value',
  ]);
  deepEqual((await worker(versioned, {})).faults.map((line) => line.replace(/^\S+ /, "")), [
    "error[invalid-value]: use_versioning requires build_id",
    'warning[unset-variable]: Cannot get "worker_options.build_id" from the variable "KEY": it has no value',
  ]);
});

Deno.test("LoadedApp.refresh() gives the values that variables have by then, and refuses worse ones", async () => {
  const variables: Record<string, string> = { URL: "one:1", NUMBER: "5s" };
  const { app } = await client('    address: "${env:URL}"\n    connection_timeout: "${env:NUMBER}"\n', variables);
  const loaded = app.find("app:c")!;
  Object.assign(variables, { URL: "two:2" });
  const fresh = await app.refresh(loaded);
  equal((fresh.config as TemporalClientConfig).address, "two:2");
  equal((loaded.config as TemporalClientConfig).address, "one:1");
  Object.assign(variables, { NUMBER: "hunter2" });
  const isSafe = (error: AppError) =>
    error instanceof AppError && error.kind === "Invalid" && !error.message.includes("hunter2");
  await rejects(app.refresh(loaded), isSafe);
  delete variables.NUMBER;
  await rejects(app.refresh(loaded), { kind: "Invalid", message: 'the variable "NUMBER" has no value any more' });
});

Deno.test("run() gives a component made anew the values of then, and the former ones when these are bad", async () => {
  const variables: Record<string, string> = { URL: "one:1", NUMBER: "5s" };
  const seen: string[] = [];
  const failures: ((error: Error) => void)[] = [];
  const lived = [Promise.withResolvers<void>(), Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const client = kinds.find(({ name }) => name === "temporal.client") as Kind<TemporalClientConfig>;
  const recording: Kind<TemporalClientConfig> = {
    ...client,
    create({ config }) {
      const { promise: failed, reject } = Promise.withResolvers<never>();
      const component: Component = {
        failed,
        start: () => (failures.push(reject), lived[seen.push(config.address) - 1]!.resolve(), Promise.resolve()),
        stop: () => Promise.resolve({ cut: [] }),
      };
      return Promise.resolve(component);
    },
  };
  const fields = `    address: "\${env:URL}"
    connection_timeout: "\${env:NUMBER}"
    lifecycle: {auto_start: true, restart: {initial_delay: 1ms}}
`;
  const { app, faults } = await clientOfKind(fields, variables, recording);
  deepEqual(faults, []);
  const logger = new RecordingLogger();
  const running = await runApp(app, prepare(app), { logger, clock: systemClock, signal: new AbortController().signal });
  Object.assign(variables, { URL: "two:2" });
  failures[0]!(new Error("lost"));
  await lived[1]!.promise;
  Object.assign(variables, { URL: "three:3", NUMBER: "hunter2" });
  failures[1]!(new Error("lost"));
  await lived[2]!.promise;
  await running.stop();
  deepEqual(seen, ["one:1", "two:2", "two:2"]);
  const errors = logger.records.map(({ message }) => message).filter((message) => message.includes("resolved anew"));
  equal(errors.length, 1);
  match(errors[0]!, /^The configuration of "app:c" cannot be resolved anew, the former one stays in use: .*"NUMBER"/);
  equal(JSON.stringify(logger.records).includes("hunter2"), false);
});

function clientOfKind(fields: string, variables: Record<string, string>, kind: Kind<TemporalClientConfig>) {
  const others = kinds.filter(({ name }) => name !== kind.name);
  return client(fields, variables, { kinds: [...others, kind as unknown as Kind] });
}
