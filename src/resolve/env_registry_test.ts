import type { EnvStorage } from "../base/mod.ts";
import { deepEqual, equal, rejects } from "node:assert/strict";
import type { Entry } from "../registry/mod.ts";
import { EnvRegistry } from "./env_registry.ts";
import { MemoryStorage, StaticStorage } from "./storages.ts";
import { VariableIndex } from "./variable_index.ts";

interface Sample {
  readonly name?: string;
  readonly storage?: EnvStorage;
  readonly fallback?: string;
  readonly isReadOnly?: boolean;
}

function entry(id: string, variable: string | undefined, kind = "env.variable"): Entry {
  return { id, kind, data: { variable } } as Partial<Entry> as Entry;
}

function registryOf(variables: Record<string, Sample>): EnvRegistry {
  const registry = new EnvRegistry(
    new VariableIndex(Object.entries(variables).map(([id, { name }]) => entry(id, name))),
  );
  for (
    const [id, { name, storage = new MemoryStorage(), fallback = "", isReadOnly = false }] of Object.entries(variables)
  ) {
    registry.declare({ id, key: name ?? id, storage, fallback, isReadOnly });
  }
  return registry;
}

const notFound = (name: string) => ({
  name: "AppError",
  kind: "NotFound",
  retryable: false,
  message: `environment variable not found: ${name}`,
});

Deno.test("EnvRegistry.get() looks for a public name, an id, and a name in the caller's namespace, in this order", async () => {
  const value = (text: string) => ({
    storage: new StaticStorage({ [text]: text, "app:key": "app", "shop:key": "shop" }),
  });
  const registry = registryOf({
    "app:key": value("-"),
    "shop:key": value("-"),
    "app:named": { ...value("key"), name: "key" },
  });
  equal(await registry.get("key", "shop"), "key");
  equal(await registry.get("shop:key", "app"), "shop");
  const unnamed = registryOf({ "app:key": value("-"), "shop:key": value("-") });
  equal(await unnamed.get("key", "shop"), "shop");
  await rejects(unnamed.get("key", "other"), notFound("key"));
  await rejects(unnamed.get("", "app"), { kind: "Invalid", message: "empty key" });
});

Deno.test("EnvRegistry.get() takes an empty value for none, then the default", async () => {
  const storage = new StaticStorage({ EMPTY: "", SET: "set" });
  const registry = registryOf({
    "a:1": { name: "EMPTY", storage, fallback: "default" },
    "a:2": { name: "SET", storage, fallback: "default" },
    "a:3": { name: "NONE", storage },
    "a:4": { storage: new StaticStorage({ "a:4": "private" }) },
  });
  equal(await registry.get("EMPTY", ""), "default");
  equal(await registry.get("SET", ""), "set");
  equal(await registry.get("a:4", ""), "private");
  await rejects(registry.get("NONE", ""), notFound("NONE"));
});

Deno.test("EnvRegistry.set() writes under the public name or the id, unless something is read-only", async () => {
  const storage = new MemoryStorage();
  const registry = registryOf({
    "a:1": { name: "NAME", storage },
    "a:2": { storage },
    "a:3": { name: "FIXED", storage, isReadOnly: true },
    "a:4": { name: "STATIC", storage: new StaticStorage({}) },
  });
  await registry.set("NAME", "1", "");
  await registry.set("2", "2", "a");
  deepEqual(Object.fromEntries(await storage.list()), { NAME: "1", "a:2": "2" });
  await rejects(registry.set("FIXED", "x", ""), {
    kind: "PermissionDenied",
    message: "environment variable is read-only: FIXED",
  });
  await rejects(registry.set("STATIC", "x", ""), { kind: "PermissionDenied", message: "storage is read-only" });
  await rejects(registry.set("OTHER", "x", ""), notFound("OTHER"));
  await rejects(registry.set("", "x", ""), { kind: "Invalid" });
});

Deno.test("EnvRegistry.all() gives declared variables with values, and nothing else of their storages", async () => {
  const storage = new StaticStorage({ A: "1", UNDECLARED: "2", EMPTY: "" });
  const registry = registryOf({
    "a:a": { name: "A", storage },
    "a:e": { name: "EMPTY", storage },
    "a:d": { name: "D", storage, fallback: "default" },
    "a:p": { storage: new StaticStorage({ "a:p": "private" }) },
  });
  deepEqual(Object.fromEntries(await registry.all()), { A: "1", D: "default", "a:p": "private" });
});

Deno.test("VariableIndex knows variables only, and names the later of two with one public name", () => {
  const index = new VariableIndex([entry("a:1", "X"), entry("a:2", "X"), entry("a:3", "Y", "registry.entry")]);
  deepEqual([index.find("X", "a"), index.find("2", "a"), index.find("Y", "a"), index.find("3", "a")], [
    "a:1",
    "a:2",
    undefined,
    undefined,
  ]);
  deepEqual(index.duplicates.map(({ entry, name, firstId }) => [entry.id, name, firstId]), [["a:2", "X", "a:1"]]);
  deepEqual(index.names, ["X", "a:1", "a:2"]);
});
