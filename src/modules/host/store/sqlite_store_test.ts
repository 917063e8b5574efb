import { ascii } from "../../../base/mod.ts";
import { deepEqual, equal, throws } from "node:assert/strict";
import { SqliteStore } from "./sqlite_store.ts";

const NEVER = undefined;

async function withFolder(work: (folder: string) => void | Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await work(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("SqliteStore keeps a file's entries when it is closed and opened again", () =>
  withFolder((folder) => {
    const store = new SqliteStore({ path: `${folder}/a.db` });
    equal(store.write({ key: ascii("k"), value: new Map([[ascii("a"), 5n]]), expiresAt: 1000 }, 0), 1);
    store.close();
    deepEqual([...Deno.readDirSync(folder)].map(({ name }) => name), ["a.db"]);
    deepEqual(store.read(ascii("k"), 999), { key: "k", value: new Map([["a", 5n]]), version: 1, expiresAt: 1000 });
    equal(store.read(ascii("k"), 1000), undefined);
    store.close();
  }));

Deno.test("SqliteStore: two that share a file see each other's writes, and versions count for both", () =>
  withFolder((folder) => {
    const [one, other] = [1, 2].map(() => new SqliteStore({ path: `${folder}/a.db`, maxSize: 2 }));
    equal(one!.write({ key: ascii("k"), value: 1, expiresAt: NEVER, version: 0 }, 0), 1);
    throws(() => other!.write({ key: ascii("k"), value: 2, expiresAt: NEVER, version: 0 }, 0), {
      kind: "AlreadyExists",
    });
    equal(other!.write({ key: ascii("k"), value: 2, expiresAt: NEVER, version: 1 }, 0), 2);
    equal(one!.read(ascii("k"), 0)?.value, 2);
    other!.write({ key: ascii("l"), value: 1, expiresAt: 10, version: 0 }, 0);
    throws(() => one!.write({ key: ascii("m"), value: 1, expiresAt: NEVER }, 9), { kind: "Unavailable" });
    equal(one!.write({ key: ascii("m"), value: 1, expiresAt: NEVER }, 10), 1);
    one!.close();
    other!.close();
  }));

Deno.test("SqliteStore tells why its file cannot be used", () =>
  withFolder((folder) => {
    const missing = new SqliteStore({ path: `${folder}/none/a.db` });
    throws(() => missing.read(ascii("k"), 0), {
      kind: "Internal",
      message: /^the store ".*none\/a\.db" cannot be used: /,
    });
    Deno.writeTextFileSync(`${folder}/text.db`, "This is no database, but it is long enough to look at. ".repeat(20));
    const broken = new SqliteStore({ path: `${folder}/text.db` });
    throws(() => broken.write({ key: ascii("k"), value: 1, expiresAt: NEVER }, 0), {
      kind: "Internal",
      message: /not a database/,
    });
  }));

Deno.test({
  name: "SqliteStore tells which permission is missing",
  permissions: { read: true, write: false },
  fn() {
    const store = new SqliteStore({ path: "/nowhere/a.db" });
    throws(() => store.read(ascii("k"), 0), { kind: "PermissionDenied", message: /--allow-write/ });
  },
});
