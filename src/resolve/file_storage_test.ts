import { deepEqual, equal, rejects } from "node:assert/strict";
import { join } from "node:path";
import { appFolder } from "../../tests/support/app_folder.ts";
import type { AppError } from "../base/mod.ts";
import { FileStorage, type FileStorageSettings } from "./file_storage.ts";

function storage(folder: string, settings: Partial<FileStorageSettings> = {}, name = "x.env"): FileStorage {
  return new FileStorage({ path: join(folder, name), autoCreate: false, dirMode: 0o755, ...settings });
}

function failsWith(kind: string, text: RegExp) {
  return (error: AppError) => {
    equal(error.kind, kind);
    equal(error.retryable, false);
    return text.test(error.message);
  };
}

async function mode(path: string): Promise<string> {
  return ((await Deno.stat(path)).mode! & 0o777).toString(8);
}

Deno.test("FileStorage reads its file each time, and a missing one as empty", async () => {
  await using app = await appFolder({});
  const one = storage(app.path);
  equal(await one.get("A"), undefined);
  deepEqual([...await one.list()], []);
  await Deno.writeTextFile(join(app.path, "x.env"), "A=1\nA=2\nB=\n");
  equal(await one.get("A"), "2");
  deepEqual([...await one.list()], [["A", "2"], ["B", ""]]);
});

Deno.test("FileStorage writes and deletes, and leaves no other file behind", async () => {
  await using app = await appFolder({ "x.env": "A=1 # c\nB=2\n" });
  const one = storage(app.path);
  await one.set("A", "new");
  await one.delete("B");
  await one.delete("C");
  equal(await Deno.readTextFile(join(app.path, "x.env")), "A=new # c\n");
  deepEqual([...Deno.readDirSync(app.path)].map(({ name }) => name), ["x.env"]);
});

Deno.test("FileStorage makes a file only when told to, with its folders and their modes", async () => {
  await using app = await appFolder({});
  await rejects(storage(app.path).set("A", "1"), failsWith("Internal", /cannot write .*x\.env": it does not exist/));
  await storage(app.path, { autoCreate: true }).set("A", "1");
  equal(await mode(join(app.path, "x.env")), "644");
  const made = { autoCreate: true, fileMode: 0o660, dirMode: 0o770 };
  await storage(app.path, made, "a/b/x.env").set("A", "1");
  equal(await mode(join(app.path, "a/b/x.env")), "660");
  equal(await mode(join(app.path, "a")), "770");
  equal(await mode(join(app.path, "a/b")), "770");
});

Deno.test("FileStorage keeps a file's mode unless one is given", async () => {
  await using app = await appFolder({ "x.env": "A=1\n" });
  const path = join(app.path, "x.env");
  await Deno.chmod(path, 0o600);
  await storage(app.path).set("A", "2");
  equal(await mode(path), "600");
  await storage(app.path, { fileMode: 0o640 }).set("A", "3");
  equal(await mode(path), "640");
});

Deno.test("FileStorage follows a symbolic link and leaves it one", async () => {
  await using app = await appFolder({ "real/x.env": "A=1\n" });
  await Deno.symlink("real/x.env", join(app.path, "link.env"));
  await storage(app.path, {}, "link.env").set("A", "2");
  equal((await Deno.lstat(join(app.path, "link.env"))).isSymlink, true);
  equal(await Deno.readTextFile(join(app.path, "real/x.env")), "A=2\n");
});

Deno.test("FileStorage overwrites what a writer left that was killed", async () => {
  await using app = await appFolder({ "x.env": "A=1\n", "x.env.tmp": "half" });
  await storage(app.path).set("A", "2");
  equal(await Deno.readTextFile(join(app.path, "x.env")), "A=2\n");
});

Deno.test("FileStorage refuses keys and values that a line cannot hold, without showing the value", async () => {
  await using app = await appFolder({ "x.env": "" });
  const check = failsWith("Invalid", /^(?!.*hunter2).*"A"/);
  await rejects(storage(app.path).set("A", "two\nhunter2"), check);
});

Deno.test("FileStorage gives up on files that are too large, no text, or no files", async () => {
  await using app = await appFolder({ "big.env": "A".repeat(2 ** 20 + 1), "bytes.env": new Uint8Array([65, 61, 255]) });
  await Deno.mkdir(join(app.path, "folder.env"));
  const get = (name: string) => storage(app.path, {}, name).get("A");
  await rejects(get("big.env"), failsWith("Internal", /cannot read the env file ".*": it is larger than 1 MiB/));
  await rejects(get("bytes.env"), failsWith("Internal", /it is not UTF-8 text/));
  await rejects(get("folder.env"), failsWith("Internal", /it is not a file/));
  await rejects(storage(app.path, {}, "bytes.env").set("B", "1"), failsWith("Internal", /it is not UTF-8 text/));
});

Deno.test("FileStorage loses no write of many writers in one process", async () => {
  await using app = await appFolder({ "x.env": "" });
  const writers = [storage(app.path), storage(app.path), storage(app.path)];
  const keys = Array.from({ length: 60 }, (_, index) => `K${index}`);
  await Promise.all(keys.map((key, index) => writers[index % 3]!.set(key, key)));
  deepEqual([...await writers[0]!.list()].map(([key]) => key).sort(), keys.sort());
});

Deno.test("FileStorage loses no write of many processes, and readers see whole files only", async () => {
  await using app = await appFolder({ "x.env": "COUNT=complete\n" });
  const module = new URL("./file_storage.ts", import.meta.url).href;
  const script = (writer: number) =>
    `import { FileStorage } from ${JSON.stringify(module)};
     const storage = new FileStorage({ path: ${
      JSON.stringify(join(app.path, "x.env"))
    }, autoCreate: false, dirMode: 0o755 });
     for (let i = 0; i < 20; i++) await storage.set("W${writer}_" + i, "x".repeat(500));`;
  const processes = [1, 2, 3].map((writer) =>
    new Deno.Command(Deno.execPath(), {
      args: ["eval", "--no-check", script(writer)],
      stdout: "null",
    }).spawn()
  );
  const reader = storage(app.path);
  let running = true;
  const done = Promise.all(processes.map(({ status }) => status)).finally(() => running = false);
  while (running) equal(await reader.get("COUNT"), "complete");
  deepEqual((await done).map(({ code }) => code), [0, 0, 0]);
  equal((await reader.list()).size, 61);
});

Deno.test("FileStorage goes on after a write that failed", async () => {
  await using app = await appFolder({ "x.env": "" });
  const one = storage(app.path);
  const writes = await Promise.allSettled([one.set("A", "\n"), one.set("B", "1")]);
  deepEqual(writes.map(({ status }) => status), ["rejected", "fulfilled"]);
  equal(await one.get("B"), "1");
});

Deno.test({
  name: "FileStorage tells a missing permission and its flag",
  permissions: { read: false },
  fn: async () => {
    await rejects(storage("/nowhere").get("A"), failsWith("PermissionDenied", /--allow-read/));
    await rejects(storage("/nowhere").set("A", "1"), failsWith("PermissionDenied", /--allow-read/));
  },
});
