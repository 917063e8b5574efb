import { deepEqual, equal } from "node:assert/strict";
import type { Entry } from "./entry.ts";
import type { Kind } from "./kind.ts";
import { RegistryReader } from "./registry_reader.ts";

function entry(id: string, data: Record<string, unknown>, meta: Record<string, unknown> = {}): Entry {
  return { id, kind: "some.kind", meta, data } as unknown as Entry;
}

function read(one: Entry, secretFields: readonly string[] = []) {
  const kinds = new Map([["some.kind", { name: "some.kind", secretFields } as unknown as Kind]]);
  return new RegistryReader([one], kinds).get(one.id)!;
}

Deno.test("RegistryReader gives byte strings, big integers and the order of keys", () => {
  const { meta, data } = read(entry("app:a", { z: "ä", a: [1, null, 12345678901234567890n], o: {} }, { "ö": true }));
  deepEqual([...data], [["z", "\xc3\xa4"], ["a", [1, null, 12345678901234567890n]], ["o", new Map()]]);
  deepEqual([...meta], [["\xc3\xb6", true]]);
});

Deno.test("RegistryReader shows placeholders as they are written, and hides secrets", () => {
  const { data } = read(
    entry("app:a", {
      address: "${env:HOST}:7233",
      auth: { api_key: "hunter2", token: "${env:TOKEN}", password: "${env:P|hunter2}" },
      rows: { x: "hunter2" },
    }),
    ["rows"],
  );
  deepEqual([...data], [
    ["address", "${env:HOST}:7233"],
    ["auth", new Map([["api_key", "[REDACTED]"], ["token", "${env:TOKEN}"], ["password", "${env:P|[REDACTED]}"]])],
    ["rows", new Map([["x", "[REDACTED]"]])],
  ]);
});

Deno.test("RegistryReader keeps the order of entries and knows no others", () => {
  const reader = new RegistryReader([entry("a:b", {}), entry("a:c", {})], new Map());
  deepEqual(reader.all().map(({ id }) => id), ["a:b", "a:c"]);
  equal(reader.get("a:d"), undefined);
});
