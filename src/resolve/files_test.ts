import { deepEqual, equal } from "node:assert/strict";
import { join } from "node:path";
import { appFolder } from "../../tests/support/app_folder.ts";

for (const locksFolders of [true, false]) {
  const how = locksFolders ? "on the folder" : "on a file, as on Windows";
  const ignore = locksFolders && Deno.build.os === "windows";

  Deno.test({ name: `withLock() lets one process after the other work, with a lock ${how}`, ignore }, async () => {
    await using app = await appFolder({ "count": "0" });
    const module = new URL("./_files.ts", import.meta.url).href;
    const path = JSON.stringify(join(app.path, "count"));
    const script = `import { withLock } from ${JSON.stringify(module)};
      for (let i = 0; i < 50; i++) {
        await withLock(${path}, { locksFolders: ${locksFolders} }, async () => {
          const count = Number(await Deno.readTextFile(${path}));
          await Deno.writeTextFile(${path}, String(count + 1));
        });
      }`;
    const workers = [1, 2, 3].map(() =>
      new Deno.Command(Deno.execPath(), { args: ["eval", "--no-check", script], stdout: "null" }).output()
    );
    deepEqual((await Promise.all(workers)).map(({ code }) => code), [0, 0, 0]);
    equal(await Deno.readTextFile(join(app.path, "count")), "150");
    const left = [...Deno.readDirSync(app.path)].map(({ name }) => name).sort();
    deepEqual(left, locksFolders ? ["count"] : ["count", "count.lock"]);
  });
}
