import { deepEqual, equal } from "node:assert/strict";
import { cp } from "node:fs/promises";
import { join } from "node:path";
import { appFolder } from "../support/app_folder.ts";
import { LunationProcess } from "../support/lunation_process.ts";

/** Users and groups that nobody has. */
const USER = 60_001;
const GROUP = 60_002;
const STRANGER = 60_003;
const ROOT = 0;

/** Only root can become somebody else, and only where files have modes. */
const ignore = Deno.build.os === "windows" || Deno.uid() !== ROOT;

/** Reads the given key files and tells what came of it; runs as another user. */
const READER = `
import { readCredentials } from "./src/temporal/connection/read_credentials.ts";
const outcomes = [];
for (const [file, allowInsecureKeyFile] of JSON.parse(Deno.args[0])) {
  const settings = { address: "", namespace: "", connectTimeout: 1, allowInsecureKeyFile };
  const auth = { type: "api_key", key: { file } };
  const outcome = await readCredentials({ ...settings, auth }).then(
    ({ warnings }) => warnings.length > 0 ? warnings[0] : "fine",
    (error) => error.code + ": " + error.reason + "; " + error.hint,
  );
  outcomes.push(outcome.replaceAll(file, "FILE"));
}
console.log(JSON.stringify(outcomes));
`;

Deno.test({ name: "key files are judged by who can read them, as an unprivileged user sees it", ignore }, async () => {
  const folder = await Deno.makeTempDir({ prefix: "lunation-modes-" });
  await Deno.chmod(folder, 0o777);
  const make = async (name: string, owner: number, mode: number, path = join(folder, name)) => {
    await Deno.writeTextFile(path, "the-key");
    await Deno.chown(path, owner, GROUP);
    await Deno.chmod(path, mode);
    return path;
  };
  const link = async (name: string, target: string) => {
    await Deno.symlink(target, join(folder, name));
    return join(folder, name);
  };
  const mount = async (name: string, mode: number) => {
    await Deno.mkdir(join(folder, name, "..v1"), { recursive: true });
    await make(name, ROOT, mode, join(folder, name, "..v1", "key"));
    await Deno.symlink("..v1", join(folder, name, "..data"));
    await Deno.symlink(join("..data", "key"), join(folder, name, "key"));
    return join(folder, name, "key");
  };
  const open = (mode: string) => `every user of this machine can read api_key_file "FILE" (mode ${mode})`;
  const warning = (mode: string) =>
    `${open(mode)}; mount it with "defaultMode: 0440", or set "auth.allow_insecure_key_file: true"`;
  const error = (mode: string) =>
    `insecure-key-file: ${open(mode)}; ` +
    'take the right from the others with "chmod o-rwx", or set "auth.allow_insecure_key_file: true"';
  try {
    const cases: [path: string, allow: boolean, outcome: string][] = [
      [await make("own_0600", USER, 0o600), false, "fine"],
      [await make("own_0640", USER, 0o640), false, "fine"],
      [await make("own_0644", USER, 0o644), false, error("644")],
      [await make("own_0644_allowed", USER, 0o644), true, "fine"],
      [await make("root_0640_with_our_group", ROOT, 0o640), false, "fine"],
      [await make("root_0644", ROOT, 0o644), false, warning("644")],
      [await make("root_0644_allowed", ROOT, 0o644), true, "fine"],
      [await make("stranger_0644", STRANGER, 0o644), false, error("644")],
      [
        await make("root_0600", ROOT, 0o600),
        false,
        'unreadable-credential: failed to read api_key_file "FILE": access is denied; ' +
        "give the user that runs this program the right to read it",
      ],
      [await link("link_to_0600", await make("target_0600", USER, 0o600)), false, "fine"],
      [await link("link_to_0644", await make("target_0644", USER, 0o644)), false, error("644")],
      [await mount("kubernetes_default", 0o644), false, warning("644")],
      [await mount("kubernetes_0440", 0o440), false, "fine"],
    ];
    const outcomes = await readAsUser(folder, cases.map(([path, allow]) => [path, allow]));
    deepEqual(cases.map(([path], i) => [path, outcomes[i]]), cases.map(([path, _, outcome]) => [path, outcome]));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test({ name: "doctor warns of root's own open key file, and refuses everybody else's", ignore }, async () => {
  const client = (name: string, auth: string) =>
    `  - {name: ${name}, kind: temporal.client, address: "127.0.0.1:1", auth: ${auth}}\n`;
  const pair = "type: mtls, cert_pem: c, key_file: tls.key";
  await using app = await appFolder({
    "_index.yaml": `namespace: app\nentries:\n${
      client("a_of_root", "{type: api_key, api_key_file: root.key}") +
      client("b_of_another", `{${pair}}`) +
      client("c_allowed", `{${pair}, allow_insecure_key_file: true}`)
    }`,
    "root.key": "the-key",
    "tls.key": "the-key",
  });
  for (const name of ["root.key", "tls.key"]) await Deno.chmod(join(app.path, name), 0o644);
  await Deno.chown(join(app.path, "tls.key"), STRANGER, GROUP);
  await using doctor = new LunationProcess(["doctor", "--json", "--app", app.path]);
  equal(await doctor.exitCode(), 1);
  const resolved = JSON.parse(doctor.stdout).clients.map(({ steps: [{ ok, code, warnings }] }: DoctorClient) => [
    ok,
    code,
    warnings.map((warning) => warning.replace(app.path, "APP")),
  ]);
  const open = 'every user of this machine can read api_key_file "APP/root.key" (mode 644)';
  const remedy = 'mount it with "defaultMode: 0440", or set "auth.allow_insecure_key_file: true"';
  deepEqual(resolved, [
    [true, undefined, [`${open}; ${remedy}`]],
    [false, "insecure-key-file", []],
    [true, undefined, []],
  ]);
});

interface DoctorClient {
  readonly steps: readonly [{ readonly ok: boolean; readonly code?: string; readonly warnings: string[] }];
}

/** Runs the reader as an unprivileged user, from copies that such a user can reach wherever the repository lies. */
async function readAsUser(folder: string, cases: [path: string, allow: boolean][]): Promise<string[]> {
  for (const part of ["src/base", "src/platform", "src/temporal/connection"]) {
    await cp(new URL(`../../${part}`, import.meta.url), join(folder, part), { recursive: true });
  }
  await Deno.writeTextFile(join(folder, "reader.ts"), READER);
  await Deno.copyFile(Deno.execPath(), join(folder, "deno"));
  await Deno.chmod(join(folder, "deno"), 0o755);
  await Deno.mkdir(join(folder, "cache"));
  await Deno.chmod(join(folder, "cache"), 0o777);
  const command = new Deno.Command(join(folder, "deno"), {
    args: ["run", "-A", "--no-config", "--no-lock", "--no-check", join(folder, "reader.ts"), JSON.stringify(cases)],
    env: { DENO_DIR: join(folder, "cache"), HOME: folder, NO_COLOR: "1" },
    cwd: folder,
    uid: USER,
    gid: GROUP,
  });
  const { success, stdout, stderr } = await command.output();
  equal(success, true, new TextDecoder().decode(stderr));
  return JSON.parse(new TextDecoder().decode(stdout));
}
