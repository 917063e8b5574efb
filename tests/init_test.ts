import { deepEqual, equal, match } from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { appFolder } from "./support/app_folder.ts";
import { LunationProcess } from "./support/lunation_process.ts";

const SERVER = Deno.env.get("LUNATION_TEST_SERVER");
/** What each template's workflow gives; a printed command may be hurried. */
const RESULTS: Record<string, { args: (text: string) => string; result: unknown }> = {
  order: { args: (text) => text, result: { order_id: "1", status: "completed", payment_id: "pay_1" } },
  minimal: { args: (text) => text, result: "Hello, World!" },
  cron: { args: (text) => text.replace("5s", "10ms"), result: ["report 1", "report 2", "report 3"] },
};

async function output(args: string[], options: Partial<Deno.CommandOptions> = {}) {
  const main = fileURLToPath(new URL("../main.ts", import.meta.url));
  const binary = Deno.env.get("LUNATION_BINARY");
  const command = new Deno.Command(binary ?? Deno.execPath(), {
    args: binary ? args : ["run", "-A", main, ...args],
    env: { NO_COLOR: "1" },
    ...options,
  });
  const { code, stdout, stderr } = await command.output();
  const decoder = new TextDecoder();
  return { code, stdout: decoder.decode(stdout), stderr: decoder.decode(stderr) };
}

/** The words of a printed command from `name` on. */
async function wordsOf(line: string, name: string): Promise<string[]> {
  const { stdout } = await new Deno.Command("bash", { args: ["-c", `printf '%s\\0' ${line}`] }).output();
  const words = new TextDecoder().decode(stdout).split("\0").slice(0, -1);
  return words.slice(words.lastIndexOf(name));
}

for (const [template, { args, result }] of Object.entries(RESULTS)) {
  Deno.test(`init --template ${template} makes an application that the two printed commands start and try`, async () => {
    await using folder = await appFolder({});
    const { code, stdout, stderr } = await output(["init", "my app", "--template", template], { cwd: folder.path });
    equal(code, 0, stderr);
    match(stderr, /^Wrote my app\/_index\.yaml$/m);
    const app = `${folder.path}/my app`;
    const check = await output(["check", "--app", app]);
    deepEqual([check.code, check.stdout.replace(/^\d/, "N")], [0, "N entries, 0 errors, 0 warnings\n"]);

    const lines = stdout.trim().split("\n");
    equal(lines.length, 2);
    const place = [
      ...["-o", `app:temporal_client:address=${SERVER}`],
      ...["-o", `app:worker:task_queue=${crypto.randomUUID()}`],
    ];
    const here = (words: string[]) => words.map((word) => word === "my app" ? app : word);
    const start = await wordsOf(lines[0]!, "run");
    deepEqual(start, ["run", "--dev", "--app", "my app"]);
    await using run = new LunationProcess([...here(start), ...place]);
    await run.sees("Running the application");
    const tried = await output([...here(await wordsOf(args(lines[1]!), "exec")), ...place]);
    equal(tried.code, 0, tried.stderr);
    deepEqual(JSON.parse(tried.stdout), result);
    run.kill("SIGTERM");
    equal(await run.exitCode(), 0, run.stderr);
  });
}

Deno.test("init never overwrites: a file in the way leaves everything as it was", async () => {
  await using folder = await appFolder({ "payment.lua": "mine" });
  const { code, stdout, stderr } = await output(["init"], { cwd: folder.path });
  deepEqual({ code, stdout }, { code: 1, stdout: "" });
  equal(
    stderr,
    'error: "payment.lua" exists already, so nothing was written\nhelp: Name another folder: lunation init DIR\n',
  );
  deepEqual([...Deno.readDirSync(folder.path)].map(({ name }) => name), ["payment.lua"]);
  equal(await Deno.readTextFile(`${folder.path}/payment.lua`), "mine");
});

Deno.test("init in the current folder names no folder in the commands", async () => {
  await using folder = await appFolder({ "README.md": "mine" });
  const { code, stdout } = await output(["init", "--template", "minimal"], { cwd: folder.path });
  equal(code, 0);
  match(stdout, /run --dev\n.* exec app:hello '"World"'\n$/);
});

Deno.test("init refuses a template that there is not, and a folder that cannot be made", async () => {
  await using folder = await appFolder({ file: "" });
  const wrong = await output(["init", "--template", "ordr"], { cwd: folder.path });
  deepEqual([wrong.code, wrong.stderr], [2, 'error: there is no template "ordr"; did you mean "order"?\n']);
  const below = await output(["init", "file/app"], { cwd: folder.path });
  equal(below.code, 1);
  match(below.stderr, /^error: Cannot write into ".*\/file\/app": /);
});
