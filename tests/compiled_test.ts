import { deepEqual, equal, match, ok } from "node:assert/strict";
import { appFolder } from "./support/app_folder.ts";

/** The compiled file under test; without one there is nothing to test. */
const BINARY = Deno.env.get("LUNATION_BINARY");
const SERVER = Deno.env.get("LUNATION_TEST_SERVER");

async function run(command: string[], env: Record<string, string> = {}, cwd?: string) {
  const { code, stdout, stderr } = await new Deno.Command(command[0]!, {
    args: command.slice(1),
    clearEnv: true,
    env: { NO_COLOR: "1", ...env },
    ...cwd !== undefined && { cwd },
    stdin: "null",
  }).output();
  const decoder = new TextDecoder();
  return { code, stdout: decoder.decode(stdout), stderr: decoder.decode(stderr) };
}

function test(name: string, fn: (binary: string) => Promise<void>, ignore = false): void {
  Deno.test({ name: `compiled file: ${name}`, ignore: ignore || BINARY === undefined, fn: () => fn(BINARY!) });
}

/** What an application needs to run one workflow on the test server. */
async function helloApp(binary: string, folder: string, env: Record<string, string> = {}): Promise<string[]> {
  const made = await run([binary, "init", folder, "--template", "minimal"], env);
  equal(made.code, 0, made.stderr);
  return [
    ...[binary, "exec", "app:hello", '"you"', "--app", folder],
    ...["-o", `app:temporal_client:address=${SERVER}`, "-o", `app:worker:task_queue=${crypto.randomUUID()}`],
  ];
}

test("has at most 140 MB", async (binary) => {
  const { size } = await Deno.stat(binary);
  ok(size <= 140_000_000, `${size} bytes`);
});

test("runs the demo for a user with an empty home and nothing on the path", async (binary) => {
  await using home = await appFolder({});
  const env = { HOME: home.path, PATH: home.path, TEMPORAL_CLI: Deno.env.get("TEMPORAL_CLI")! };
  const { code, stdout, stderr } = await run([binary, "demo", "--once"], env, home.path);
  equal(code, 0, stderr);
  equal(JSON.parse(stdout).status, "completed");
});

test("init, check and exec work from a folder without any source", async (binary) => {
  await using home = await appFolder({});
  const env = { HOME: home.path, PATH: home.path };
  const exec = await helloApp(binary, `${home.path}/my app`, env);
  const check = await run([binary, "check"], env, `${home.path}/my app`);
  deepEqual([check.code, check.stdout], [0, "3 entries, 0 errors, 0 warnings\n"]);
  const done = await run(exec, env, home.path);
  deepEqual([done.code, done.stdout], [0, '"Hello, you!"\n'], done.stderr);
});

test("says of which commit and bundle it is", async (binary) => {
  const { code, stdout } = await run([binary, "version", "--json"]);
  equal(code, 0);
  const { commit, bundle_hash, platform } = JSON.parse(stdout);
  match(bundle_hash, /^[0-9a-f]{64}$/);
  if (commit !== null) match(commit, /^[0-9a-f]{40}(?:-changed)?$/);
  equal(platform, Deno.build.target);
});

test("has fixed permissions, so it prints none", async (binary) => {
  const { code, stdout, stderr } = await run([binary, "permissions"]);
  deepEqual([code, stdout], [1, ""]);
  match(stderr, /^error: The permissions of this file are fixed; /);
});

/** Mounting needs root. */
const CANNOT_MOUNT = Deno.build.os !== "linux" || Deno.uid() !== 0;

for (
  const [options, meaning] of [
    ["noexec", 'nothing may be run from the folder "FOLDER" (noexec)'],
    ["ro", 'the folder "FOLDER" cannot be written'],
  ] as const
) {
  test(`says in plain words that its temporary folder is ${options}`, async (binary) => {
    await using app = await appFolder({ "app/x": "", "tmp/x": "" });
    await Deno.remove(`${app.path}/app/x`);
    const exec = await helloApp(binary, `${app.path}/app`);
    const quoted = exec.map((word) => `'${word}'`).join(" ");
    const script = `mount -t tmpfs -o ${options} none ${app.path}/tmp && exec ${quoted}`;
    const env = { PATH: "/usr/bin:/bin:/usr/sbin:/sbin", TMPDIR: `${app.path}/tmp` };
    const { code, stderr } = await run(["unshare", "-m", "sh", "-c", script], env);
    equal(code, 1, stderr);
    const expected = `error: Cannot run "app:temporal_client": Temporal's core library cannot be loaded: ${
      meaning.replace("FOLDER", `${app.path}/tmp`)
    }; set TMPDIR to a folder`;
    ok(stderr.includes(expected), stderr);
  }, CANNOT_MOUNT);
}

test(
  "runs as in the image of the Dockerfile: few libraries, another user, nothing to write but /tmp",
  async (binary) => {
    await using root = await appFolder({ "tmp/x": "", "proc/x": "" });
    await helloApp(binary, `${root.path}/app`);
    const exec = ["exec", "app:hello", '"you"', "--app", "/app", "-o", `app:temporal_client:address=${SERVER}`];
    const script = `set -eu
    chmod 755 .
    cp "$1" lunation
    for library in $(ldd lunation | grep -o '/[^ ]*'); do
      mkdir -p ".$(dirname "$library")"
      cp -L "$library" ".$library"
    done
    mount --bind . .
    cd "$PWD"
    mount -t tmpfs none tmp
    chmod 1777 tmp
    mount -t proc none proc
    mount -o remount,ro,bind .
    shift
    exec chroot --userspec=65532:65532 . /lunation "$@"`;
    const env = { PATH: "/usr/bin:/bin:/usr/sbin:/sbin" };
    const { code, stdout, stderr } = await run(
      ["unshare", "-m", "sh", "-c", script, "sh", binary, ...exec],
      env,
      root.path,
    );
    deepEqual([code, stdout], [0, '"Hello, you!"\n'], stderr);
  },
  CANNOT_MOUNT,
);
