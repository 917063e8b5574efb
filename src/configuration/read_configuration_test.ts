import { deepEqual, equal, match } from "node:assert/strict";
import { appFolder } from "../../tests/support/app_folder.ts";
import { type Diagnostic, renderText } from "../diagnostics/mod.ts";
import { type ConfigurationSource, isSetting, readConfiguration } from "./mod.ts";

const VARIABLES: Readonly<Record<string, string>> = { GRACE: "7s", LEVEL: "-1", KEY: "0123", EMPTY: "" };

/** What the configuration file says, and what is wrong with it: `line:column severity code message | notes`. */
async function read(
  files: string | Record<string, string>,
  source: Partial<ConfigurationSource> = {},
) {
  await using folder = await appFolder(typeof files === "string" ? { "lunation.yaml": files } : files);
  const configuration = await readConfiguration({
    appFolder: folder.path,
    settings: [],
    env: (name) => VARIABLES[name],
    ...source,
    ...source.file && { file: `${folder.path}/${source.file}` },
  });
  return { ...configuration, file: configuration.file?.slice(folder.path.length + 1), faults: lines(configuration) };
}

function lines({ diagnostics }: { diagnostics: readonly Diagnostic[] }): string[] {
  return diagnostics.map(({ range, severity, code, message, notes }) =>
    [
      `${range ? `${range.line}:${range.column}` : "-"} ${severity} ${code} ${message}`,
      ...notes.map(({ text }) => text),
    ]
      .join(" | ")
  );
}

Deno.test("readConfiguration() gives the defaults where there is no file", async () => {
  const { file, logLevel, logFormat, shutdownTimeout, workerStopTimeout, overrides, disable, faults } = await read({});
  deepEqual(
    { file, logLevel, logFormat, shutdownTimeout, workerStopTimeout, overrides, disable, faults },
    {
      file: undefined,
      logLevel: undefined,
      logFormat: undefined,
      shutdownTimeout: 30_000,
      workerStopTimeout: 0,
      overrides: [],
      disable: [],
      faults: [],
    },
  );
});

Deno.test("readConfiguration() reads every section that has an effect", async () => {
  const result = await read(`version: "1.0"
logger: {mode: production, level: warn, encoding: json}
logmanager: {min_level: 0}
lua: {engine: fengari}
shutdown: {timeout: 1m}
worker: {stop_timeout: 2.5s}
override:
  app:worker:task_queue: orders
  app:worker:worker_options.max_cached_workflows: 5
disable:
  namespaces: ["test.**"]
  entries: ["app:old_*"]
  meta: {env: [dev, "stag*"], team: core}
`);
  deepEqual(result.faults, []);
  deepEqual([result.logLevel, result.logFormat], ["warn", "json"]);
  deepEqual([result.shutdownTimeout, result.workerStopTimeout], [60_000, 2500]);
  deepEqual(
    result.overrides.map((
      { id, path, values, origin },
    ) => [id, path.join("."), values, origin.label, origin.range?.line]),
    [
      ["app:worker", "data.task_queue", ["orders", "orders"], 'Override "app:worker:task_queue"', 8],
      [
        "app:worker",
        "data.worker_options.max_cached_workflows",
        [5, "5"],
        'Override "app:worker:worker_options.max_cached_workflows"',
        9,
      ],
    ],
  );
  deepEqual(result.disable.map(({ name, pattern, range }) => `${name} ${pattern} ${range?.line}`), [
    "disable.namespaces test.** 11",
    "disable.entries app:old_* 12",
    "disable.meta.env dev 13",
    "disable.meta.env stag* 13",
    "disable.meta.team core 13",
  ]);
});

Deno.test("readConfiguration() takes the level that lets fewer records through, and development shows them all", async () => {
  const levelOf = async (text: string) => {
    const { logLevel, logFormat, faults } = await read(text);
    deepEqual(faults, []);
    return [logLevel, logFormat];
  };
  deepEqual(await levelOf("logmanager: {min_level: -1}"), ["debug", undefined]);
  deepEqual(await levelOf("logmanager: {min_level: 2}\nlogger: {level: info}"), ["error", undefined]);
  deepEqual(await levelOf("logmanager: {min_level: 0}\nlogger: {level: error}"), ["error", undefined]);
  deepEqual(await levelOf("logger: {mode: development}"), ["debug", "text"]);
  deepEqual(await levelOf("logger: {mode: development, level: info, encoding: json}"), ["info", "json"]);
  deepEqual(await levelOf("logger: {encoding: console}"), [undefined, "text"]);
});

Deno.test("readConfiguration() prefers lunation.yaml, and says that .wippy.yaml is not read", async () => {
  const both = { "lunation.yaml": "shutdown: {timeout: 1s}", ".wippy.yaml": "shutdown: {timeout: 2s}" };
  const result = await read(both);
  deepEqual([result.file, result.shutdownTimeout], ["lunation.yaml", 1000]);
  deepEqual(result.faults, [
    '1:1 warning unused-configuration-file ".wippy.yaml" is not read, because there is a "lunation.yaml" | ' +
    "Keep one of the two files",
  ]);
  const alone = await read({ ".wippy.yaml": "shutdown: {timeout: 2s}" });
  deepEqual([alone.file, alone.shutdownTimeout, alone.faults], [".wippy.yaml", 2000, []]);
  const other = await read({ ...both, "x.yaml": "shutdown: {timeout: 3s}" }, { file: "x.yaml" });
  deepEqual([other.file, other.shutdownTimeout, other.faults], ["x.yaml", 3000, []]);
  const yml = await read({ "lunation.yml": "shutdown: {timeout: 4s}", ".wippy.yaml": "" });
  deepEqual([yml.file, yml.shutdownTimeout, yml.faults.length], ["lunation.yml", 4000, 1]);
  const all = await read({ ...both, "lunation.yml": "" });
  deepEqual([all.file, all.faults.length], ["lunation.yaml", 2]);
});

Deno.test("readConfiguration() reads which files are entries' and how large they may be", async () => {
  const { files, faults } = await read({
    "lunation.yaml": 'x-own: &own [deploy, "*.gen.yaml"]\nignore: *own\nfiles: {max_size: 2MiB}',
  });
  deepEqual([faults, files.maxFileSize], [[], 2 ** 21]);
  deepEqual(["deploy", "a/b.gen.yaml", "a.yaml"].map((path) => files.ignoredBy?.(path)), [
    "deploy",
    "*.gen.yaml",
    undefined,
  ]);
  const empty = await read({ "lunation.yaml": "ignore:\nfiles:\n" });
  deepEqual([empty.faults, empty.files.maxFileSize, empty.files.ignoredBy?.("a.yaml")], [[], 2 ** 20, undefined]);
  deepEqual((await read({ "lunation.yaml": 'ignore: ["(a"]\nfiles: {max_size: 5}' })).faults, [
    "1:10 error invalid-value The parentheses of a pattern must fit",
    '2:19 error wrong-type Invalid files.max_size: a size is text such as "64KiB" or "4MiB"',
  ]);
});

Deno.test("readConfiguration() takes unknown keys for faults, in Wippy's file for warnings", async () => {
  const text = "shutdwon: {timeout: 1s}\nlogger: {levl: warn}\nworker: {stop_timeout: 5s, quite: different}\n";
  deepEqual((await read(text)).faults, [
    '1:1 error unknown-key Unknown key "shutdwon" in "lunation.yaml" | Did you mean "shutdown"?',
    '2:10 error unknown-key Unknown key "levl" in "logger" | Did you mean "level"?',
    '3:28 error unknown-key Unknown key "quite" in "worker" | Known keys: "stop_timeout"',
  ]);
  const foreign = await read({ ".wippy.yaml": text });
  deepEqual(foreign.faults.map((fault) => fault.split(" ")[1]), ["warning", "warning", "warning"]);
  equal(foreign.workerStopTimeout, 5000);
});

Deno.test("readConfiguration() tells every wrong value at its place, and keeps what is right", async () => {
  const result = await read(`shutdown: {timeout: 30}
worker: {stop_timeout: 5 s}
logger: {level: loud, encoding: 3}
logmanager: {min_level: 7}
lua: {engine: v8}
disable: {namespaces: app, entries: ["(a"], meta: {x: ""}}
override: {nonsense: 1, "app:w:x": 2}
profiles: []
`);
  deepEqual(result.faults, [
    '1:21 error wrong-type Invalid shutdown.timeout: a duration is text such as "500ms", "10s" or "1m30s"',
    '2:24 error invalid-value Invalid worker.stop_timeout: "5 s" is not a duration; a duration is text such as "500ms", "10s" or "1m30s"',
    '3:17 error invalid-value Invalid "logger.level": expected one of "debug", "info", "warn", "error"',
    '3:33 error invalid-value Invalid "logger.encoding": expected one of "json", "console"',
    '4:25 error invalid-value Invalid "logmanager.min_level": expected at most 2',
    '5:15 error invalid-value Invalid "lua.engine": expected one of "compiler", "fengari"',
    '6:23 error wrong-type Invalid "disable.namespaces": expected a list, found text',
    "6:38 error invalid-value The parentheses of a pattern must fit",
    '6:55 error invalid-value Invalid "disable.meta.x": it must not be empty',
    '7:22 error invalid-override Override "nonsense" is malformed | Write the key as "NAMESPACE:ENTRY:PATH", such as "app:worker:task_queue"',
    '8:11 error wrong-type "profiles" must be a map, found a list',
  ]);
  deepEqual([result.shutdownTimeout, result.overrides.length], [30_000, 1]);
});

Deno.test("readConfiguration() tells a broken file at its place", async () => {
  match((await read("a: [1\nb: 2\n")).faults[0]!, /^2:1 error yaml-syntax /);
  deepEqual((await read("- 1\n")).faults, ["1:1 error wrong-type A configuration file holds a map, found a list"]);
  deepEqual((await read("worker: {stop_timeout: 1s, stop_timeout: 2s}")).faults, [
    '1:28 error duplicate-key Duplicate key "stop_timeout" | The key stands here first',
  ]);
  deepEqual((await read("")).faults, []);
  deepEqual((await read("worker:\nlogger:\n")).faults, []);
});

Deno.test("readConfiguration() names sections without effect, each once", async () => {
  deepEqual(
    (await read(`registry: {enable_history: true, event_wait_timeout: 30s}
relay: {}
otel: {enabled: true}
security: {strict_mode: true}
profiler: {enabled: true}
supervisor: {host: {workers: 1}}
functions: {host: {workers: 1}}
logmanager: {propagate_downstream: true, stream_to_events: true}
lua: {type_system: {enabled: true}, engin: fengari}
`)).faults,
    [
      '1:1 warning no-effect "registry" has no effect: there is no history of entries, and kinds are known without waiting',
      '3:1 warning no-effect "otel" has no effect: not supported',
      '4:1 warning no-effect "security" has no effect: not supported: every permission check passes',
      '5:1 warning no-effect "profiler" has no effect: not supported',
      '6:1 warning no-effect "supervisor" has no effect: not supported',
      '7:1 warning no-effect "functions" has no effect: not supported',
      '8:14 warning no-effect "logmanager.propagate_downstream" has no effect: records are only written to stderr',
      '8:42 warning no-effect "logmanager.stream_to_events" has no effect: records are only written to stderr',
      '9:7 warning no-effect "lua.type_system" has no effect: it is a setting of another runtime',
      '9:37 warning no-effect "lua.engin" has no effect: it is a setting of another runtime | Did you mean "engine"?',
    ],
  );
});

Deno.test("readConfiguration() fills ${env:…} and ${var:…}, as the type that the key takes", async () => {
  const result = await read(`vars: {grace: "\${env:GRACE}", size: 12, name: orders}
worker: {stop_timeout: "\${var:grace}"}
shutdown: {timeout: "\${env:MISSING|45s}"}
logmanager: {min_level: "\${env:LEVEL}"}
disable: {entries: ["\${var:name}:*"]}
override:
  app:c:auth.api_key: \${env:KEY}
  app:w:task_queue: q-\${var:name}-\${var:size}
  app:w:meta.plain: $\${env:KEY}
`);
  deepEqual(result.faults, []);
  deepEqual([result.workerStopTimeout, result.shutdownTimeout, result.logLevel], [7000, 45_000, "debug"]);
  deepEqual(result.disable.map(({ pattern }) => pattern), ["orders:*"]);
  deepEqual(result.overrides.map(({ values }) => values[0]), ["0123", "q-orders-12", "${env:KEY}"]);
});

Deno.test("readConfiguration() tells what a placeholder has no value for", async () => {
  deepEqual(
    (await read(
      'vars: {grace: 1s, a: "${var:grace}"}\nworker: {stop_timeout: "${var:grase}"}\nshutdown: {timeout: "${env:NONE}"}',
    )).faults,
    [
      '1:22 error invalid-value The variable "a" cannot be made of other variables',
      '2:24 error missing-variable The section "vars" has no "grase" | Did you mean "grace"?',
      '3:21 error missing-variable The environment variable "NONE" is not set | Set it, or write a default: ${env:NONE|text}',
    ],
  );
});

Deno.test("readConfiguration() names the variable whose value does not fit, and never the value", async () => {
  deepEqual(
    (await read(
      'logmanager: {min_level: "${env:KEY}"}\nshutdown: {timeout: "${env:LEVEL}"}\nlogger: {mode: "x${env:KEY}${env:LEVEL}"}\n' +
        'worker: {stop_timeout: "${env:NONE|soon}"}',
    )).faults,
    [
      '1:25 error wrong-type Invalid "logmanager.min_level": the value of the variable "KEY" is not allowed here: expected a number',
      '2:21 error invalid-value Invalid "shutdown.timeout": the value of the variable "LEVEL" is not allowed here',
      '3:16 error invalid-value Invalid "logger.mode": the value of the variables "KEY", "LEVEL" is not allowed here: expected one of "production", "development"',
      '4:24 error invalid-value Invalid "worker.stop_timeout": the default of the variable "NONE" is not allowed here',
    ],
  );
});

Deno.test("readConfiguration() takes the type of the file's key for --set, also below a list and in place of a scalar", async () => {
  const text = "disable: {entries: [one]}\nlogger: info\n";
  const result = await read(text, { settings: ["disable.entries.1=5", "logger.level=warn"] });
  deepEqual([result.faults, result.logLevel], [[], "warn"]);
  deepEqual(result.disable.map(({ pattern }) => pattern), ["one", "5"]);
});

Deno.test("readConfiguration() lays the chosen profile over the file, and --set over both", async () => {
  const text = `shutdown: {timeout: 1s}
worker: {stop_timeout: 1s}
logger: {level: info}
vars: {a: x}
disable: {entries: [one, two]}
override: {"app:w:task_queue": "\${var:a}"}
profiles:
  prod:
    worker: {stop_timeout: 2s}
    logger: {level: error}
    vars: {a: y}
    disable: {entries: [three]}
    override: {"app:w:client": c}
  empty:
`;
  const plain = await read(text);
  deepEqual([plain.faults, plain.shutdownTimeout, plain.workerStopTimeout], [[], 1000, 1000]);
  const prod = await read(text, { profile: "prod", settings: ["logger.level=debug"] });
  deepEqual(prod.faults, []);
  deepEqual([prod.shutdownTimeout, prod.workerStopTimeout, prod.logLevel], [1000, 2000, "debug"]);
  deepEqual(prod.disable.map(({ pattern }) => pattern), ["three"]);
  deepEqual(prod.overrides.map(({ path, values }) => [path.at(-1), values[0]]), [["task_queue", "y"], ["client", "c"]]);
  equal((await read(text, { profile: "empty" })).workerStopTimeout, 1000);
});

Deno.test("readConfiguration() tells a profile that does not exist, and faults of those that are not chosen", async () => {
  const text = 'profiles:\n  prod: {logger: {levl: info}, worker: {stop_timeout: "${env:NONE}"}}\n  dev: 3\n';
  deepEqual((await read(text, { profile: "prd" })).faults, [
    '- error unknown-profile The configuration has no profile "prd" | Did you mean "prod"?',
    '2:19 error unknown-key Unknown key "levl" in "logger" | Did you mean "level"?',
    '3:8 error wrong-type Profile "dev" must be a map, found a number',
  ]);
  deepEqual((await read({}, { profile: "prod" })).faults, [
    '- error unknown-profile The configuration has no profile "prod" | Add a section "profiles" to the configuration file',
  ]);
});

Deno.test("readConfiguration() reads --set as the type that the key takes", async () => {
  const settings = [
    "logmanager.min_level=1",
    "worker.stop_timeout=3s",
    "disable.entries=a,b",
    "disable.meta.env=dev",
    "override.app:w:worker_options.identity=12",
    "shutdown.timeout=1s",
    "shutdown.timeout=2s",
  ];
  const result = await read({}, { settings });
  deepEqual(result.faults, []);
  deepEqual([result.logLevel, result.workerStopTimeout, result.shutdownTimeout], ["warn", 3000, 2000]);
  deepEqual(result.disable.map(({ name, pattern }) => `${name}=${pattern}`), [
    "disable.entries=a",
    "disable.entries=b",
    "disable.meta.env=dev",
  ]);
  deepEqual(result.overrides.map(({ id, path, values }) => [id, path.join("."), values]), [
    ["app:w", "data.worker_options.identity", ["12", 12]],
  ]);
});

Deno.test("readConfiguration() tells faults of --set without a place, also above those of the file", async () => {
  const settings = ["worker.stop_timeot=3s", "shutdown.timeout=soon", "nothing.at.all=1", "otel.enabled=true"];
  deepEqual((await read("shutdown: {timeout: 1s}", { settings })).faults, [
    '- error unknown-key --set worker.stop_timeot: Unknown key "stop_timeot" in "worker" | Did you mean "stop_timeout"?',
    '- error unknown-key --set nothing: Unknown key "nothing" in "lunation.yaml" | Known keys: "version", "logger", "logmanager", "lua", "shutdown", "worker", "ignore", "files", "override", "disable", "vars", "registry", "relay", "otel", "security", "profiler", "supervisor", "functions", "profiles"',
    '- error invalid-value --set shutdown.timeout: Invalid shutdown.timeout: "soon" is not a duration; a duration is text such as "500ms", "10s" or "1m30s"',
    '- warning no-effect --set otel: "otel" has no effect: not supported',
  ]);
});

Deno.test("isSetting() takes what has a section, a key and a value", () => {
  deepEqual(["a.b=c", "a.b=", "a.b.c=d=e", "override.app:w:x.y=1"].map(isSetting), [true, true, true, true]);
  deepEqual(["a=b", "a.b", "=x", "a.=x", ".b=x", "a..b=x", ""].map(isSetting), Array(7).fill(false));
});

Deno.test("readConfiguration() shows faults with their line", async () => {
  await using folder = await appFolder({ "lunation.yaml": "worker: {stop_timeout: soon}\n" });
  const { diagnostics } = await readConfiguration({ appFolder: folder.path, settings: [], env: () => undefined });
  equal(
    renderText(diagnostics, { cwd: folder.path }).split("\n").slice(1).join("\n"),
    "    worker: {stop_timeout: soon}\n                           ^^^^\n",
  );
});
