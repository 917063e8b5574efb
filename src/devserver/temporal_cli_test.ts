import { deepEqual, equal, match, rejects } from "node:assert/strict";
import { join } from "node:path";
import type { Downloader } from "./download.ts";
import type { DevServerError } from "./dev_server_error.ts";
import type { Progress } from "./progress.ts";
import { TEMPORAL_VERSION, temporalCli } from "./temporal_cli.ts";

Deno.test("temporalCli() takes TEMPORAL_CLI before the PATH before the cache", async () => {
  await using scene = await makeScene();
  const cached = await scene.program(`cache/temporal/${TEMPORAL_VERSION}/temporal`);
  equal(await scene.find(), cached);
  const onPath = await scene.program("bin/temporal");
  equal(await scene.find(), onPath);
  const named = await scene.program("own/my-temporal");
  equal(await scene.find({ TEMPORAL_CLI: named }), named);
});

Deno.test("temporalCli() refuses a TEMPORAL_CLI that is no executable file", async () => {
  await using scene = await makeScene();
  const text = join(scene.folder, "notes.txt");
  await Deno.writeTextFile(text, "no program", { mode: 0o644 });
  for (const path of [text, scene.folder, "/does/not/exist"]) {
    await rejects(scene.find({ TEMPORAL_CLI: path }), {
      name: "DevServerError",
      message: `TEMPORAL_CLI names "${path}", which is not an executable file`,
    });
  }
});

Deno.test("temporalCli() builds with Go into the cache, once for two that ask", async () => {
  await using scene = await makeScene();
  await scene.program(
    "bin/go",
    `[ "$*" = "install -v github.com/temporalio/cli/cmd/temporal@v${TEMPORAL_VERSION}" ] || exit 7
echo "go: downloading example.com/a v1.0.0" >&2
echo "example.com/a" >&2
echo built >> "${scene.folder}/builds"
echo "#!/bin/sh" > "$GOBIN/temporal"; chmod +x "$GOBIN/temporal"`,
  );
  const found = await Promise.all([scene.find(), scene.find()]);
  const target = join(scene.folder, "cache", "temporal", TEMPORAL_VERSION, "temporal");
  deepEqual(found, [target, target]);
  equal(await Deno.readTextFile(join(scene.folder, "builds")), "built\n");
  deepEqual([...Deno.readDirSync(join(target, ".."))].map(({ name }) => name), ["temporal"]);
  const steps = scene.progress.map(({ step, detail }) => [step.replace(/\d{2,}/, "N"), detail]);
  deepEqual(steps.findLast(([, detail]) => detail), [
    `Building the Temporal CLI ${TEMPORAL_VERSION} with Go`,
    "step 2 of 2: 1 of about 1300 packages compiled",
  ]);
  match(steps.map(([step]) => step).join(), /Waiting for process N, which is getting the Temporal CLI/);
});

Deno.test("temporalCli() downloads where the network allows it, else builds first", async () => {
  for (const isReachable of [true, false]) {
    await using scene = await makeScene();
    const tried: string[] = [];
    const downloader: Downloader = {
      isReachable: () => Promise.resolve(isReachable),
      download: (target) => {
        tried.push("download");
        return Deno.writeTextFile(target, "#!/bin/sh\n", { mode: 0o755 });
      },
    };
    await scene.program("bin/go", `echo go >> ${scene.folder}/tried; exit 1`);
    await scene.find({}, downloader);
    const built = await Deno.readTextFile(join(scene.folder, "tried")).catch(() => "");
    deepEqual([tried, built], [["download"], isReachable ? "" : "go\n"]);
  }
});

Deno.test("temporalCli() tells every way that failed and the line to install it", async () => {
  await using scene = await makeScene();
  await scene.program("bin/go", 'echo "no network" >&2\nexit 1');
  await rejects(scene.find(), (error: DevServerError) => {
    equal(error.message, "There is no Temporal CLI on this machine, and it could not be got");
    equal(error.hints[0], "Build with Go failed: no network");
    equal(error.hints[1], "Download failed: no network at all");
    match(error.hints.join("\n"), /go install github\.com\/temporalio\/cli\/cmd\/temporal@v/);
    return true;
  });
  deepEqual([...Deno.readDirSync(join(scene.folder, "cache", "temporal", TEMPORAL_VERSION))], []);
});

const offline: Downloader = {
  isReachable: () => Promise.resolve(false),
  download: () => Promise.reject(new Error("no network at all")),
};

async function makeScene() {
  const folder = await Deno.makeTempDir({ prefix: "lunation-test-" });
  const progress: Progress[] = [];
  const values = { PATH: `${folder}/bin:/usr/bin:/bin` };
  return {
    folder,
    progress,
    async program(path: string, script = "exit 0"): Promise<string> {
      const file = join(folder, path);
      await Deno.mkdir(join(file, ".."), { recursive: true });
      await Deno.writeTextFile(file, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
      return file;
    },
    find(more: Record<string, string> = {}, downloader = offline): Promise<string> {
      return temporalCli({
        downloader,
        cache: join(folder, "cache"),
        env: (name) => ({ ...values, ...more })[name],
        onProgress: (report) => progress.push(report),
        signal: new AbortController().signal,
      });
    },
    [Symbol.asyncDispose]: () => Deno.remove(folder, { recursive: true }),
  };
}
