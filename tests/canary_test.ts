import { deepEqual, equal } from "node:assert/strict";
import { main } from "../src/cli/mod.ts";
import { appFolder } from "./support/app_folder.ts";
import { testHost } from "./support/test_host.ts";

const CANARY = "canary-hunter2";

/** Secrets in every place that may hold one, beside faults that show the lines they stand on. */
const ENTRIES = `namespace: app
meta: {team_token: ${CANARY}}
entries:
  - {name: fixed, kind: env.storage.static, vlaues: 1, values: {A: ${CANARY}, B: {c: ${CANARY}}}}
  - {name: file, kind: env.storage.file, file_path: app.env, file_mode: wrong}
  - {name: os, kind: env.storage.os}
  - {name: memory, kind: env.storage.memory}
  - {name: router, kind: env.storage.router, storages: [memory, os, gone]}
  - {name: all, kind: env.storage.router, storages: [memory, secrets, os]}
  - {name: secrets, kind: env.storage.file, file_path: app.env}
  - {name: os_key, kind: env.variable, variable: OS_KEY, storage: os, default: ${CANARY}, read_only: true}
  - {name: key, kind: env.variable, variable: KEY, storage: all}
  - {name: file_key, kind: env.variable, variable: FILE_KEY, storage: secrets}
  - {name: broken, kind: env.variable, variable: BROKEN, storage: gone, default: &anchor ${CANARY}}
  - {name: literal, kind: temporal.client, adress: x, auth: {type: api_key, api_key: ${CANARY}, api_key_file: f}}
  - {name: misspelt, kind: temporal.client, address: "a:1", auth: {type: api_kye, api_kye: ${CANARY}}}
  - {name: list, kind: temporal.client, address: "a:1", auth: {type: api_key, api_key: [${CANARY}]}}
  - {name: filled, kind: temporal.client, address: "\${env:KEY}", auth: {type: "\${env:FILE_KEY}", api_key: "\${env:KEY}"}}
  - {name: default, kind: temporal.client, adress: x, auth: {type: api_key, api_key: "\${env:NONE|${CANARY}}"}}
  - {name: short, kind: temporal.client, adress: x, auth: {type: api_key, api_key: "x\${NONE|${CANARY}}"}}
  - {name: pem, kind: temporal.client, auth: {type: mtls, cert_pem: ${CANARY}, key_pem: ${CANARY}, key_file: f}}
  - {name: wait, kind: temporal.client, address: "a:1", connection_timeout: "\${env:KEY}", namespace: "\${env:FILE_KEY|5}"}
  - {name: env, kind: temporal.client, address: "a:1", adress: x, auth: {type: api_key, api_key_env: KEY}}
  - name: block
    kind: temporal.client
    address: "a:1"
    auth:
      type: mtls
      key_pem: |
        ${CANARY}
        ${CANARY}
      cert_pem: "x
        ${CANARY}"
  - {name: worker, kind: temporal.worker, client: "\${env:KEY}", task_queue: 5, worker_options: {build_id: "\${env:KEY}", max_cached_workflows: "\${env:KEY}"}}
  - {name: data, kind: registry.entry, password: ${CANARY}, text: "\${env:KEY|1}", deep: {api_keys: [${CANARY}]}}
  - {name: code, kind: function.lua, method: main, source: "return function( \${env:KEY} end"}
  - {name: raising, kind: function.lua, method: main, source: "error('\${env:KEY}')"}
  - {name: good, kind: function.lua, method: main, modules: [env], source: "return function() return nil, 'failed' end"}
`;

const SOUND = `namespace: app
entries:
  - {name: fixed, kind: env.storage.static, values: {KEY: ${CANARY}}}
  - {name: key, kind: env.variable, variable: KEY, storage: fixed, default: ${CANARY}}
  - {name: client, kind: temporal.client, address: "127.0.0.1:1", auth: {type: none, api_key: "\${env:KEY}"}}
  - name: main
    kind: function.lua
    method: main
    modules: [env]
    source: return function() return nil, require("errors").new("failed") end
`;

async function outputOf(folder: string, args: string[]): Promise<string> {
  let output = "";
  const write = (text: string) => void (output += text);
  const env = { OS_KEY: CANARY, KEY: CANARY };
  await main(
    [...args, "--app", folder, "--log-level", "debug", "--verbose"],
    testHost({
      stdout: write,
      stderr: write,
      cwd: folder,
      env: { get: (name) => env[name as keyof typeof env], toObject: () => env },
    }).host,
  );
  return output;
}

for (const [name, entries] of Object.entries({ ENTRIES, SOUND })) {
  Deno.test(`no command shows a secret of an application (${name.toLowerCase()})`, async () => {
    await using app = await appFolder({ "_index.yaml": entries, "app.env": `FILE_KEY=${CANARY}\nBAD ${CANARY}\n` });
    const ids = [...entries.matchAll(/name: (\w+)/g)].map(([, name]) => `app:${name}`);
    const commands = [
      ...[["check"], ["check", "--strict"], ["list"], ["exec", "app:good"], ["exec", "app:main"]],
      ...ids.map((id) => ["show", id]),
      ...name === "ENTRIES" ? [["run"]] : [],
    ];
    const leaks: string[] = [];
    let shown = "";
    for (const command of commands.flatMap((command) => [command, [...command, "--json"]])) {
      const output = await outputOf(app.path, command);
      shown += output;
      if (output.includes(CANARY) || output.includes("hunter2")) leaks.push(`${command.join(" ")}:\n${leakOf(output)}`);
    }
    deepEqual(leaks, []);
    equal(shown.includes("internal error"), false);
  });
}

function leakOf(output: string): string {
  return output.split("\n").filter((line) => line.includes("hunter2")).join("\n");
}
