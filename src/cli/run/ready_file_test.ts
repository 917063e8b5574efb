import { deepEqual, throws } from "node:assert/strict";
import { ReadyFile } from "./ready_file.ts";
import { UsageError } from "../command.ts";

function names(folder: string): string[] {
  return [...Deno.readDirSync(folder)].map(({ name }) => name);
}

Deno.test("ReadyFile removes what a crash has left, writes the process id, and cleans up", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const path = `${folder}/ready`;
    await Deno.writeTextFile(path, "stale");
    const file = new ReadyFile(path);
    deepEqual(names(folder), []);
    file.write();
    deepEqual(names(folder), ["ready"]);
    deepEqual(JSON.parse(await Deno.readTextFile(path)), { pid: Deno.pid });
    file.remove();
    file.remove();
    deepEqual(names(folder), []);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("ReadyFile refuses a path that cannot be written, before anything starts", async () => {
  const folder = await Deno.makeTempDir();
  try {
    throws(() => new ReadyFile(`${folder}/missing/ready`), (error) => {
      return error instanceof UsageError && error.message.startsWith(`cannot write the ready file "${folder}/missing`);
    });
    await Deno.mkdir(`${folder}/empty`);
    throws(() => new ReadyFile(`${folder}/empty`), /cannot remove the ready file ".*empty": it is a folder/);
    deepEqual(names(folder), ["empty"]);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
