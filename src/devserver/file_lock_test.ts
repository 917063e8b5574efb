import { deepEqual, equal, ok, rejects } from "node:assert/strict";
import { join } from "node:path";
import { withFileLock } from "./file_lock.ts";

const NEVER = new AbortController().signal;
/** A process id that no process has: Linux gives none above 2^22. */
const NOBODY = 2 ** 22 + 1;

Deno.test("withFileLock() lets one in at a time and leaves nothing behind", async () => {
  await using scene = await makeScene();
  let inside = 0;
  let most = 0;
  const waited: number[] = [];
  const enter = () =>
    withFileLock(scene.path, NEVER, (holder) => waited.push(holder), async () => {
      most = Math.max(most, ++inside);
      await Promise.resolve();
      inside--;
    });
  await Promise.all([enter(), enter(), enter()]);
  equal(most, 1);
  ok(waited.length > 0 && waited.every((holder) => holder === Deno.pid));
  deepEqual([...Deno.readDirSync(scene.folder)], []);
});

Deno.test("withFileLock() takes over the lock of a dead process", async () => {
  await using scene = await makeScene();
  for (const content of [`${NOBODY}`, ""]) {
    await Deno.writeTextFile(scene.path, content);
    equal(await withFileLock(scene.path, NEVER, () => {}, () => Promise.resolve("in")), "in");
  }
  deepEqual([...Deno.readDirSync(scene.folder)], []);
});

Deno.test("withFileLock() waits for a living process, until it is called off", async () => {
  await using scene = await makeScene();
  const holder = new Deno.Command("sleep", { args: ["60"] }).spawn();
  try {
    await Deno.writeTextFile(scene.path, `${holder.pid}`);
    const stop = new AbortController();
    const entered = withFileLock(scene.path, stop.signal, () => stop.abort(new Error("called off")), () => {
      return Promise.resolve();
    });
    await rejects(entered, { message: "called off" });
    equal(await Deno.readTextFile(scene.path), `${holder.pid}`);
  } finally {
    holder.kill();
    await holder.status;
  }
});

Deno.test("withFileLock() opens the lock when the work fails", async () => {
  await using scene = await makeScene();
  await rejects(withFileLock(scene.path, NEVER, () => {}, () => Promise.reject(new Error("no"))), { message: "no" });
  deepEqual([...Deno.readDirSync(scene.folder)], []);
});

async function makeScene() {
  const folder = await Deno.makeTempDir({ prefix: "lunation-test-" });
  return {
    folder,
    path: join(folder, "lock"),
    [Symbol.asyncDispose]: () => Deno.remove(folder, { recursive: true }),
  };
}
