import assert from "node:assert/strict";
import { readTotals, runTests } from "./run_tests.ts";

function run(folder: string, signal: AbortSignal) {
  return runTests({ files: [folder], options: ["--no-config"], env: {}, signal, write: () => Promise.resolve() });
}

/** Waits for the end of a process that was told to end; it may be listed until its parent takes notice. */
async function ended(pid: number): Promise<void> {
  let state;
  do state = await Deno.readTextFile(`/proc/${pid}/stat`).catch(() => ""); while (
    state !== "" && !state.includes(") Z ")
  );
}

async function totalsOf(source: string): Promise<string> {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(`${folder}/x_test.ts`, source);
    const { passed, failed } = await run(folder, new AbortController().signal);
    return `${passed} passed, ${failed} failed`;
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("runTests() counts tests that pass, fail and leak", async () => {
  const source = `
    Deno.test("good", () => {});
    Deno.test("bad", () => { throw new Error("bad"); });
    Deno.test("leaky", () => { setInterval(() => {}, 1000); });`;
  assert.equal(await totalsOf(source), "1 passed, 2 failed");
});

Deno.test("runTests() counts a file that does not load as a failure", async () => {
  assert.equal(await totalsOf(`throw new Error("no");`), "0 passed, 1 failed");
});

Deno.test("runTests() counts a file that does not type-check as a failure", async () => {
  assert.equal(await totalsOf(`const n: number = "n"; Deno.test("good", () => {});`), "0 passed, 1 failed");
});

Deno.test("runTests() counts a folder without tests as a failure", async () => {
  assert.equal(await totalsOf(""), "0 passed, 1 failed");
});

Deno.test({
  name: "runTests() counts a process that stays behind as a failure, and ends it",
  ignore: Deno.build.os !== "linux",
  fn: async () => {
    const pidFile = await Deno.makeTempFile();
    try {
      const command = `sleep 1000 > /dev/null 2>&1 & echo $! > ${pidFile}`;
      const source = `
        Deno.test("good", async () => {
          await new Deno.Command("sh", { args: ["-c", "${command}"], detached: true }).output();
        });`;
      assert.equal(await totalsOf(source), "1 passed, 1 failed");
      await ended(Number(await Deno.readTextFile(pidFile)));
    } finally {
      await Deno.remove(pidFile);
    }
  },
});

Deno.test({
  name: "runTests() ends the tests and what they started when it is told to",
  ignore: Deno.build.os !== "linux",
  fn: async () => {
    const folder = await Deno.makeTempDir();
    const stop = new AbortController();
    try {
      await Deno.writeTextFile(
        `${folder}/x_test.ts`,
        `Deno.test("endless", async () => {
        const child = new Deno.Command("sleep", { args: ["1000"] }).spawn();
        await Deno.writeTextFile("${folder}/pid", String(child.pid));
        await child.status;
      });`,
      );
      const watcher = Deno.watchFs(folder);
      const totals = run(folder, stop.signal);
      for await (const { kind, paths } of watcher) {
        if (kind === "modify" && paths.some((path) => path.endsWith("/pid"))) break;
      }
      stop.abort();
      assert.equal((await totals).passed, 0);
      const pid = Number(await Deno.readTextFile(`${folder}/pid`));
      await ended(pid);
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
});

Deno.test("readTotals() takes the last summary", () => {
  const output = "ok | 9 passed | 0 failed (1ms)\nFAILED | 4 passed (2 steps) | 3 failed | 1 ignored (2ms)\n\n";
  assert.deepEqual(readTotals(output), { passed: 4, failed: 3 });
});
