import { deepEqual, equal, rejects } from "node:assert/strict";
import { AppError, type EnvStorage } from "../base/mod.ts";
import { MemoryStorage, OsStorage, RouterStorage, StaticStorage } from "./storages.ts";

const readOnly = { name: "AppError", kind: "PermissionDenied", retryable: false, message: "storage is read-only" };

function osStorage(variables: Record<string, string>): OsStorage {
  return new OsStorage({ get: (name) => variables[name], toObject: () => variables });
}

Deno.test("MemoryStorage keeps, lists and forgets", async () => {
  const storage = new MemoryStorage();
  equal(await storage.get("A"), undefined);
  await storage.set("A", "1");
  await storage.set("B", "");
  deepEqual([...await storage.list()], [["A", "1"], ["B", ""]]);
  await storage.delete("A");
  await storage.delete("A");
  deepEqual([...await storage.list()], [["B", ""]]);
});

Deno.test("StaticStorage reads only, also names of prototypes", async () => {
  const storage = new StaticStorage({ A: "1" });
  deepEqual([await storage.get("A"), await storage.get("constructor")], ["1", undefined]);
  deepEqual([...await storage.list()], [["A", "1"]]);
  await rejects(storage.set(), readOnly);
  await rejects(storage.delete(), readOnly);
});

Deno.test("OsStorage reads only", async () => {
  const storage = osStorage({ A: "1" });
  deepEqual([await storage.get("A"), await storage.get("B")], ["1", undefined]);
  deepEqual([...await storage.list()], [["A", "1"]]);
  await rejects(storage.set(), readOnly);
  await rejects(storage.delete(), readOnly);
});

Deno.test("OsStorage never asks the system for names that it cannot have", async () => {
  const storage = new OsStorage(Deno.env);
  deepEqual([await storage.get(""), await storage.get("A=B"), await storage.get("A\0")], [
    undefined,
    undefined,
    undefined,
  ]);
});

Deno.test({
  name: "OsStorage tells the flag that is missing",
  permissions: { env: false },
  fn: async () => {
    const denied = (flag: string) => (error: AppError) =>
      error.kind === "PermissionDenied" && error.message.endsWith(flag);
    await rejects(new OsStorage(Deno.env).get("API_KEY"), denied("--allow-env=API_KEY"));
    await rejects(new OsStorage(Deno.env).list(), denied("--allow-env"));
  },
});

Deno.test("RouterStorage asks in order and remembers nothing", async () => {
  const first = new MemoryStorage();
  const router = new RouterStorage([first, new StaticStorage({ A: "second", B: "b" })]);
  equal(await router.get("A"), "second");
  await first.set("A", "first");
  equal(await router.get("A"), "first");
  deepEqual([await router.get("B"), await router.get("C")], ["b", undefined]);
  deepEqual(Object.fromEntries(await router.list()), { A: "first", B: "b" });
});

Deno.test("RouterStorage writes to its first storage only", async () => {
  const [first, second] = [new MemoryStorage(), new MemoryStorage()];
  await second.set("A", "old");
  const router = new RouterStorage([first, second]);
  await router.set("A", "new");
  deepEqual([await first.get("A"), await second.get("A")], ["new", "old"]);
  await router.delete("A");
  equal(await router.get("A"), "old");
  await rejects(new RouterStorage([osStorage({}), first]).set("A", "1"), readOnly);
});

Deno.test("RouterStorage ends its search at an error", async () => {
  const broken: EnvStorage = {
    ...new MemoryStorage(),
    get: () => Promise.reject(new AppError("broken", { kind: "Internal" })),
    set: () => Promise.resolve(),
    delete: () => Promise.resolve(),
    list: () => Promise.resolve(new Map()),
  };
  await rejects(new RouterStorage([broken, new StaticStorage({ A: "1" })]).get("A"), { kind: "Internal" });
});
