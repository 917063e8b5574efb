import assert from "node:assert/strict";
import { z } from "zod";
import { Collector } from "../diagnostics/mod.ts";
import type { Configured, Entry, Kind, Reference } from "../registry/mod.ts";
import { link } from "./link.ts";

interface Sample {
  kind?: string;
  references?: Reference[];
  meta?: Record<string, unknown>;
  data?: Record<string, unknown>;
  /** The entry failed to decode. */
  failed?: boolean;
}

/** Places are told apart by their line: the entry's number; and by their file: the path. */
function entryOf(id: string, line: number, { kind = "k", meta = {}, data = {} }: Sample): Entry {
  const [namespace, name] = id.split(":") as [string, string];
  return {
    id,
    namespace,
    name,
    kind,
    meta,
    data,
    file: "/x.yaml",
    locate: (path) => ({ file: path.join("."), line, column: 1, endLine: line, endColumn: 2 }),
    sourceFile: () => undefined,
    filledField: () => undefined,
  };
}

function run(samples: Record<string, Sample>, mayExist: string[] = []) {
  const collector = new Collector();
  const entries = new Map<string, Entry>();
  const references = ({ id }: Entry) => samples[id]!.references ?? [];
  const kindOf = (name: string): Kind => ({ name, schema: z.unknown(), unknownKeys: "error", references });
  const configured = new Map<string, Configured>();
  for (const [index, [id, sample]] of Object.entries(samples).entries()) {
    const entry = entryOf(id, index + 1, sample);
    const kind = kindOf(entry.kind);
    entries.set(id, entry);
    if (!sample.failed) configured.set(id, { entry, kind, config: undefined });
  }
  const kinds = new Map(["k", "client", "worker"].map((name) => [name, kindOf(name)]));
  const graph = link({
    entries,
    configured,
    mayExist: (id) => mayExist.includes(id),
    kinds,
    filled: new Map(),
    collector,
  });
  return {
    graph,
    layers: graph.layers.map((layer) => layer.map(({ entry }) => entry.id).join(" ")),
    faults: collector.diagnostics.map(({ range, code, message, notes }) =>
      [`${range!.line} ${range!.file} ${code} ${message}`, ...notes.map((note) => note.text)].join(" | ")
    ),
  };
}

function needs(target: string, kinds?: string[]): Reference {
  return { target, path: ["client"], edge: "needs", ...(kinds && { kinds }) };
}

Deno.test("link() makes layers, ordered by id inside a layer", () => {
  const { layers, faults } = run({
    "a:worker2": { references: [needs("a:client")] },
    "a:worker1": { references: [needs("a:client")] },
    "a:client": {},
    "a:alone": {},
    "a:last": { references: [needs("a:worker1"), { ...needs("a:client"), path: ["other"] }] },
  });
  assert.deepEqual(layers, ["a:alone a:client", "a:worker1 a:worker2", "a:last"]);
  assert.deepEqual(faults, []);
});

Deno.test("link() reads lifecycle.requires, lifecycle.depends_on and meta.depends_on, relative and as {ns, name}", () => {
  const { layers } = run({
    "a:1": {
      data: { lifecycle: { requires: ["2"], depends_on: [{ ns: "a", name: "3" }] } },
      meta: { depends_on: ["b:4"] },
    },
    "a:2": { meta: { depends_on: "b:4" } },
    "a:3": {},
    "b:4": {},
  });
  assert.deepEqual(layers, ["a:3 b:4", "a:2", "a:1"]);
});

Deno.test("link() leaves values of a wrong type to the schema", () => {
  assert.deepEqual(
    run({ "a:1": { data: { lifecycle: { requires: [5, {}, null] } }, meta: { depends_on: { x: 1 } } } }).faults,
    [],
  );
  assert.deepEqual(run({ "a:1": { data: { lifecycle: "x" } } }).faults, []);
});

Deno.test("link() expands ns:NAMESPACE and group:NAME, without the entry itself", () => {
  const { layers, faults } = run({
    "a:1": { meta: { depends_on: ["ns:b"] } },
    "a:2": { meta: { depends_on: ["group:db"], groups: ["db"] } },
    "b:1": {},
    "b:2": { meta: { groups: ["db", "x"] } },
    "c:1": { data: { groups: "db" } },
  });
  assert.deepEqual(faults, []);
  assert.deepEqual(layers, ["b:1 b:2 c:1", "a:1 a:2"]);
});

Deno.test("link() reports a namespace and a group without entries", () => {
  assert.deepEqual(run({ "a:1": { meta: { depends_on: ["ns:gone", "group:gone"] } } }).faults, [
    '1 meta.depends_on.0 missing-reference Namespace "gone" has no entries',
    '1 meta.depends_on.1 missing-reference No entry has the group "gone" in its "meta.groups"',
  ]);
});

Deno.test("link() reports a missing entry with the likeliest, by spelling, by name, or a list of those that fit", () => {
  const { faults } = run({
    "app:worker": { references: [needs("app:cleint", ["client"])] },
    "app:other": { references: [needs("shop:client", ["client"])] },
    "app:third": { references: [needs("app:zzzzzz", ["client"])] },
    "app:fourth": { references: [needs("app:zzzzzz", ["worker"])] },
    "app:fifth": { references: [needs("app:zzzzzz")] },
    "app:client": { kind: "client" },
  });
  assert.deepEqual(faults, [
    '1 client missing-reference Entry "app:cleint" does not exist; a client is needed here | Did you mean "app:client"?',
    '2 client missing-reference Entry "shop:client" does not exist; a client is needed here | Did you mean "app:client"?',
    '3 client missing-reference Entry "app:zzzzzz" does not exist; a client is needed here | Entries that fit: "app:client"',
    '4 client missing-reference Entry "app:zzzzzz" does not exist; a worker is needed here | ' +
    'The application has no entry of kind "worker"',
    '5 client missing-reference Entry "app:zzzzzz" does not exist',
  ]);
});

Deno.test("link() reports a reference to an entry of a wrong kind", () => {
  assert.deepEqual(run({ "a:1": { references: [needs("a:2", ["client"])] }, "a:2": { kind: "worker" } }).faults, [
    '1 client wrong-reference-kind Entry "a:2" is a worker; a client is needed here | "a:2" stands here',
  ]);
});

Deno.test("link() reports nothing that follows from a fault reported before", () => {
  const { faults, layers } = run({
    "a:1": { references: [needs("a:2", ["client"])] },
    "a:2": { kind: "client", failed: true },
    "a:3": { references: [needs("a:4", ["client"])] },
    "a:4": { kind: "cleint", failed: true },
    "a:5": { references: [needs("lost:1", ["client"])] },
  }, ["lost:1"]);
  assert.deepEqual(faults, []);
  assert.deepEqual(layers, ["a:1 a:3 a:5"]);
});

Deno.test("link() reports common references of an entry that failed to decode", () => {
  assert.deepEqual(run({ "a:1": { failed: true, data: { lifecycle: { requires: ["gone"] } } } }).faults, [
    '1 lifecycle.requires.0 missing-reference Entry "a:gone" does not exist',
  ]);
});

Deno.test("link() reports each loop once, listing it, and keeps what does not depend on it", () => {
  const { faults, layers } = run({
    "a:1": { references: [needs("a:2")] },
    "a:2": { references: [needs("a:3")] },
    "a:3": { references: [needs("a:1")] },
    "a:4": { references: [needs("a:1")] },
    "a:5": { references: [needs("a:5")] },
    "a:6": {},
  });
  assert.deepEqual(faults, [
    "1 client dependency-cycle Entries depend on each other in a loop: a:1 → a:2 → a:3 → a:1 | " +
    '"a:2" names "a:3" here | "a:3" names "a:1" here',
    "5 client dependency-cycle Entries depend on each other in a loop: a:5 → a:5",
  ]);
  assert.deepEqual(layers, ["a:6"]);
});

Deno.test("link() tells a loop of imports from other loops", () => {
  const imports = (target: string): Reference => ({ target, path: ["imports", "x"], edge: "imports" });
  const { faults } = run({ "a:1": { references: [imports("a:2")] }, "a:2": { references: [imports("a:1")] } });
  assert.deepEqual(faults, [
    '1 imports.x import-cycle Lua entries import each other in a loop: a:1 → a:2 → a:1 | "a:2" names "a:1" here',
  ]);
});

Deno.test("link() copes with long chains", () => {
  const samples = Array.from(
    { length: 20_000 },
    (_, index) => [`a:${index}`, { references: [needs(`a:${index + 1}`)] }],
  );
  const { graph } = run({ ...Object.fromEntries(samples), "a:20000": {} });
  assert.equal(graph.layers.length, 20_001);
});

Deno.test("members() are the entries that register with an entry, ordered by id", () => {
  const registers: Reference = { target: "a:worker", path: ["meta"], edge: "registers" };
  const { graph } = run({
    "a:z": { references: [registers] },
    "a:b": { references: [registers, needs("a:worker")] },
    "a:n": { references: [needs("a:worker")] },
    "a:f": { failed: true },
    "a:worker": {},
  });
  assert.deepEqual(graph.members("a:worker").map(({ entry }) => entry.id), ["a:b", "a:z"]);
  assert.deepEqual(graph.members("a:gone"), []);
  assert.equal(graph.find("a:n")?.entry.id, "a:n");
  assert.equal(graph.find("a:f"), undefined);
});
