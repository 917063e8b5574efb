import assert from "node:assert/strict";
import { join, relative } from "node:path";
import { type AppFolder, appFolder } from "../../../tests/support/app_folder.ts";
import { Collector } from "../../diagnostics/mod.ts";
import { discover, type DiscoverySettings } from "./discover.ts";

async function find(app: AppFolder, folder = app.path, settings?: DiscoverySettings) {
  const collector = new Collector();
  const discovery = await discover(folder, collector, settings);
  return {
    files: discovery?.files.map((file) => relative(app.path, file)),
    ignored: discovery?.ignored.map(({ path, reason }) => `${relative(app.path, path)}: ${reason}`),
    root: discovery && relative(app.path, discovery.sourceRoot),
    faults: collector.diagnostics.map(({ code, severity }) => `${severity} ${code}`),
    collector,
  };
}

Deno.test("discover() finds YAML and JSON files everywhere below the folder, in order", async () => {
  await using app = await appFolder({
    "z.yaml": "",
    "a.json": "",
    "b/_index.yml": "",
    "b/code.lua": "",
    "README.md": "",
    "c.yaml.bak": "",
  });
  assert.deepEqual((await find(app)).files, ["a.json", "b/_index.yml", "z.yaml"]);
});

Deno.test("discover() skips dot folders and node_modules", async () => {
  await using app = await appFolder({
    ".git/a.yaml": "",
    "node_modules/b.yaml": "",
    "x/.cache/c.yaml": "",
    "d.yaml": "",
  });
  assert.deepEqual((await find(app)).files, ["d.yaml"]);
});

Deno.test("discover() reads the source folder that wippy.lock names", async () => {
  await using app = await appFolder({
    "wippy.lock": "directories:\n  modules: .wippy\n  src: ./src\n",
    "src/a.yaml": "",
    "other.yaml": "",
  });
  const { files, root } = await find(app);
  assert.deepEqual([files, root], [["src/a.yaml"], "src"]);
});

Deno.test("discover() reports a lock file that names no folder, or one that is not there", async () => {
  for (
    const [text, code] of [
      ["modules: []\n", "invalid-lock-file"],
      ["directories: {src: ''}\n", "invalid-lock-file"],
      ["directories: {src: 5}\n", "invalid-lock-file"],
      ["directories: [\n", "invalid-lock-file"],
      ["", "invalid-lock-file"],
      ["directories: {src: gone}\n", "source-folder-not-found"],
      ["directories: {src: wippy.lock}\n", "source-folder-not-found"],
    ] as const
  ) {
    await using app = await appFolder({ "wippy.lock": text });
    const { files, faults, collector } = await find(app);
    assert.deepEqual([files, faults[0]], [undefined, `error ${code}`], text);
    assert.equal(collector.diagnostics[0]!.range?.file, join(app.path, "wippy.lock"));
  }
});

Deno.test("discover() reports a folder that does not exist or is a file", async () => {
  await using app = await appFolder({ "file.yaml": "" });
  assert.deepEqual((await find(app, join(app.path, "gone"))).faults, ["error app-folder-not-found"]);
  assert.deepEqual((await find(app, join(app.path, "file.yaml"))).faults, ["error app-folder-not-found"]);
});

Deno.test("discover() takes a file once, the way Kubernetes mounts a config map", async () => {
  await using app = await appFolder({ "..2024_01/a.yaml": "", "..2024_01/x.lua": "" });
  await Deno.symlink("..2024_01", join(app.path, "..data"));
  await Deno.symlink("..data/a.yaml", join(app.path, "a.yaml"));
  await Deno.symlink("a.yaml", join(app.path, "copy.yaml"));
  const { files, faults } = await find(app);
  assert.deepEqual([files, faults], [["a.yaml"], []]);
});

Deno.test("discover() follows links to folders once and survives loops", async () => {
  await using app = await appFolder({ "real/a.yaml": "" });
  await Deno.symlink("real", join(app.path, "alias"));
  await Deno.symlink("..", join(app.path, "real/up"));
  assert.deepEqual((await find(app)).files, ["real/a.yaml"]);
});

Deno.test("discover() does not leave the source folder through links, and says so", async () => {
  await using app = await appFolder({ "src/a.yaml": "", "secret/b.yaml": "", "c.yaml": "" });
  await Deno.symlink("../secret", join(app.path, "src/out"));
  await Deno.symlink("../c.yaml", join(app.path, "src/c.yaml"));
  const { files, faults } = await find(app, join(app.path, "src"));
  assert.deepEqual(files, ["src/a.yaml"]);
  assert.deepEqual(faults, ["warning outside-source-root", "warning outside-source-root"]);
});

Deno.test("discover() passes over what is named like a registry file and is none", async () => {
  await using app = await appFolder({ "a.yaml": "" });
  await Deno.symlink("gone", join(app.path, "b.yaml"));
  await Deno.symlink("gone", join(app.path, "c.txt"));
  await Deno.symlink("loop.yaml", join(app.path, "loop.yaml"));
  await Deno.symlink("a.yaml/below", join(app.path, "below.yml"));
  await makePipe(join(app.path, "pipe.json"));
  const { files, faults, ignored } = await find(app);
  assert.deepEqual([files, faults], [["a.yaml"], []]);
  assert.deepEqual(ignored?.slice(0, 1), ["pipe.json: it is not a file"]);
  assert.deepEqual(ignored?.map((line) => line.split(":")[0]).sort(), [
    "b.yaml",
    "below.yml",
    "loop.yaml",
    "pipe.json",
  ]);
});

Deno.test("discover() reports an _index file that cannot be one", async () => {
  await using app = await appFolder({ "a/x.lua": "", "b/x.lua": "" });
  await Deno.symlink("gone", join(app.path, "a/_index.yaml"));
  await makePipe(join(app.path, "b/_index.json"));
  const { files, faults } = await find(app);
  assert.deepEqual([files, faults], [[], ["error unreadable-file", "error unreadable-file"]]);
});

Deno.test("discover() leaves out what the settings name, and looks into no such folder", async () => {
  await using app = await appFolder({ "a.yaml": "", "b.yaml": "", "deploy/c.yaml": "", "b.lua": "" });
  const ignoredBy = (path: string) => ["b.yaml", "b.lua", "deploy"].includes(path) ? `${path}!` : undefined;
  const { files, ignored } = await find(app, app.path, { ignoredBy });
  assert.deepEqual(files, ["a.yaml"]);
  assert.deepEqual(ignored, [
    'b.yaml: "b.yaml!" of "ignore" names it',
    'deploy: "deploy!" of "ignore" names it',
  ]);
});

async function makePipe(path: string): Promise<void> {
  assert.ok((await new Deno.Command("mkfifo", { args: [path] }).output()).success);
}
