import { equal } from "node:assert/strict";
import { join } from "node:path";
import { appFolder } from "../../tests/support/app_folder.ts";
import {
  files,
  isAddressInUse,
  isAlreadyThere,
  isFolderError,
  isMissingPermission,
  isNotAFolder,
  isNotFound,
  missingPermission,
  network,
} from "./mod.ts";

async function errorOf(action: () => unknown): Promise<unknown> {
  try {
    await action();
  } catch (error) {
    return error;
  }
  throw new Error("nothing was thrown");
}

Deno.test("errors of the file system are told apart", async () => {
  await using folder = await appFolder({ "a.txt": "a" });
  const file = join(folder.path, "a.txt");
  equal(isNotFound(await errorOf(() => files.stat(join(folder.path, "b.txt")))), true);
  equal(isNotAFolder(await errorOf(() => files.stat(join(file, "b.txt")))), true);
  equal(isAlreadyThere(await errorOf(() => files.mkdir(file))), true);
  equal(isFolderError(await errorOf(() => files.readTextFile(folder.path))), true);
  equal(isNotFound(new Error("not found")), false);
});

Deno.test("isAddressInUse knows a port on which another listens", async () => {
  const listener = network.listen({ hostname: "127.0.0.1", port: 0 });
  try {
    equal(isAddressInUse(await errorOf(() => network.listen({ hostname: "127.0.0.1", port: listener.port }))), true);
  } finally {
    listener.close();
  }
});

Deno.test({
  name: "isMissingPermission knows what Deno refuses, and what missingPermission makes",
  permissions: { read: false },
  async fn() {
    equal(isMissingPermission(await errorOf(() => files.stat("x"))), true);
    equal(isMissingPermission(missingPermission("no")), true);
    equal(isMissingPermission(new Error("no")), false);
  },
});
