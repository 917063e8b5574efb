import assert from "node:assert/strict";
import { Collector } from "../../diagnostics/mod.ts";
import { readEnvelope } from "./envelope.ts";
import { Incomplete } from "../incomplete.ts";
import { parse } from "./parse.ts";

function read(text: string, file = "/app/orders.yaml") {
  const collector = new Collector();
  const incomplete = new Incomplete();
  const entries = readEnvelope(parse(file, text), { collector, incomplete });
  const faults = collector.diagnostics.map(({ code, severity, message, range }) =>
    `${range?.line}:${range?.column} ${severity[0]} ${code}: ${message}`
  );
  return { entries, faults, incomplete, collector };
}

Deno.test("readEnvelope() reads the list form, with the file's meta below the entries' own", () => {
  const { entries, faults } = read(`
version: "1.0"
namespace: shop.orders
meta: {team: core, tier: 1}
entries:
  - name: a
    kind: temporal.client
    meta: {tier: 2}
    address: localhost:7233
  - {name: api.public, kind: k}
`);
  assert.deepEqual(faults, []);
  assert.deepEqual(entries!.map(({ id, kind, meta, data }) => ({ id, kind, meta, data })), [
    {
      id: "shop.orders:a",
      kind: "temporal.client",
      meta: { team: "core", tier: 2 },
      data: { address: "localhost:7233" },
    },
    { id: "shop.orders:api.public", kind: "k", meta: { team: "core", tier: 1 }, data: {} },
  ]);
});

Deno.test("readEnvelope() reads a single entry, leaving reserved keys out of its data", () => {
  const { entries, faults } = read("version: '1'\nnamespace: app\nname: x\nkind: k\nmeta: {m: 1}\nfield: 2\n");
  assert.deepEqual(faults, []);
  assert.deepEqual([entries![0]!.id, entries![0]!.meta, entries![0]!.data], ["app:x", { m: 1 }, { field: 2 }]);
});

Deno.test("readEnvelope() takes a data map as the data and warns of what stands beside it", () => {
  const { entries, faults } = read(
    "namespace: app\nentries:\n  - name: x\n    kind: k\n    data: {name: inner}\n    other: 1\n",
  );
  assert.deepEqual(entries![0]!.data, { name: "inner" });
  assert.deepEqual(faults, ['6:5 w unknown-key: Unknown key "other" in an entry with a "data" map']);
});

Deno.test("readEnvelope() takes an empty list for no entries", () => {
  assert.deepEqual(read("namespace: app\nentries: []\n").entries, []);
});

Deno.test("readEnvelope() ignores files that are not ours", () => {
  for (
    const text of [
      "a: 1",
      "[1, 2]",
      "text",
      "",
      "{{ helm }}: {{ template }}",
      "a: 1\n---\nb: 2\n",
      "namespace: ''\n",
      "namespace: production\nreplicas: 3\n",
      "namespace: production\nname: shop\n",
      "namespace: production\nkind: Kustomization\nresources: [a.yaml]\n",
      "namespace: production\nentities: 3\n",
      "apiVersion: v1\nkind: ConfigMap\nname: x\nnamespace: y\n",
      "apiVersion: v1\nnamespace: y\nentries: {chart: []}\n",
      "apiVersion: v1\nkind: Pod\n---\nentries: []\n",
      "{{- if .Values.on }}\nnamespace: {{ .Release.Namespace }}\n{{- end }}\n",
      '{"lockfileVersion": 3, "packages": {"entries": {}}, // no JSON\n}',
    ]
  ) {
    const { entries, faults } = read(text);
    assert.deepEqual([entries, faults], [undefined, []], text);
  }
  assert.equal(read("apiVersion: v1\n", "/app/_index.yaml").entries, undefined);
});

Deno.test("readEnvelope() takes keys x-… at the top for what holds anchors", () => {
  const list = read("x-common: &c {a: 1}\nnamespace: app\nentries:\n  - {name: n, kind: k, <<: *c, x-own: 2}\n");
  assert.deepEqual([list.entries![0]!.data, list.faults], [{ "x-own": 2, a: 1 }, []]);
  const single = read("x-common: &c [1]\nnamespace: app\nname: n\nkind: k\nlist: *c\n");
  assert.deepEqual([single.entries![0]!.data, single.faults], [{ list: [1] }, []]);
});

Deno.test("readEnvelope() wants a namespace in _index files and in files with entries", () => {
  assert.deepEqual(read("entries: []\n").faults, ["1:1 e missing-namespace: The file has no namespace"]);
  assert.deepEqual(read("a: 1\n", "/app/_index.yml").faults, ["1:1 e missing-namespace: The file has no namespace"]);
  assert.deepEqual(read("", "/app/_index.yaml").faults, ["1:1 e missing-namespace: The file has no namespace"]);
  assert.deepEqual(read("a: 1\nnamespace: 5\nentries: []\n").faults, [
    "2:12 e missing-namespace: The file has no namespace",
  ]);
});

Deno.test("readEnvelope() reports broken syntax of files that claim to be ours", () => {
  assert.match(read("namespace: app\nentries:\n  - name: a\n   kind: b\n").faults[0]!, /^\d:\d+ e yaml-syntax/);
  assert.match(read("{", "/app/_index.json").faults[0]!, /e yaml-syntax/);
  assert.match(read('{\n  "namespace": "app",\n  "entries": [\n}').faults[0]!, /e yaml-syntax/);
  assert.match(read("namespace: app\nname: f\nkind: function.lua\nmodules: [\n").faults[0]!, /e yaml-syntax/);
});

Deno.test("readEnvelope() goes on after a repeated key", () => {
  const { entries, faults } = read(
    "namespace: app\nentries:\n  - name: a\n    kind: k\n    x: 1\n    x: 2\n  - kind: k\n",
  );
  assert.deepEqual(entries!.map(({ id }) => id), ["app:a"]);
  assert.deepEqual(faults, [
    '6:5 e duplicate-key: Duplicate key "x"',
    "7:5 e missing-key: entries[1].name must be text that is not empty",
  ]);
});

Deno.test("readEnvelope() reports entries without name or kind, and those of a wrong type", () => {
  const { faults } = read(`namespace: app
entries:
  - kind: k
  - name: a
  - {name: 5, kind: ""}
  - text
  - {name: b, kind: k, meta: 1}
  - {name: c, kind: k, data: [1]}
`);
  assert.deepEqual(faults, [
    "3:5 e missing-key: entries[0].name must be text that is not empty",
    "4:11 e missing-key: entries[1].kind must be text that is not empty",
    "5:12 e wrong-type: entries[2].name must be text that is not empty, found a number",
    "5:21 e wrong-type: entries[2].kind must be text that is not empty, found empty text",
    "6:5 e wrong-type: entries[3] must be a map, found text",
    '7:30 e wrong-type: "meta" must be a map, found a number',
    '8:30 e wrong-type: "data" must be a map, found a list',
  ]);
});

Deno.test("readEnvelope() reports a file's meta of a wrong type once", () => {
  const { faults } = read("namespace: app\nmeta: 5\nentries: [{name: a, kind: k}, {name: b, kind: k}]\n");
  assert.deepEqual(faults, ['2:7 e wrong-type: "meta" must be a map, found a number']);
});

Deno.test("readEnvelope() finds a misspelt entries key", () => {
  const { faults, collector } = read("namespace: app\nentires:\n  - name: a\n");
  assert.deepEqual(faults, [
    '2:1 e invalid-file: The file needs an "entries" list, or "name" and "kind" of a single entry',
  ]);
  assert.deepEqual(collector.diagnostics[0]!.notes, [{ text: 'Did you mean "entries" instead of "entires"?' }]);
});

Deno.test("readEnvelope() refuses entries that are no list and warns of unknown keys of the file", () => {
  assert.deepEqual(read("namespace: app\nentries: {a: 1}\nmeat: 1\n").faults, [
    '2:10 e wrong-type: "entries" must be a list, found a map',
    '3:1 w unknown-key: Unknown key "meat" in a registry file',
  ]);
});

Deno.test("readEnvelope() remembers what it could not read", () => {
  const damaged = read("namespace: app\nentries: [{name: a}]\n").incomplete;
  assert.deepEqual([damaged.mayHold("app:a"), damaged.mayHold("app:b")], [true, false]);
  const nameless = read("namespace: app\nentries: [{kind: k}]\n").incomplete;
  assert.deepEqual([nameless.mayHold("app:a"), nameless.mayHold("b:a")], [true, false]);
  const broken = read("namespace: app\nentries: {").incomplete;
  assert.deepEqual([broken.mayHold("app:a"), broken.mayHold("b:a")], [true, false]);
  const homeless = read("entries: [{name: a}, text]").incomplete;
  assert.deepEqual([homeless.mayHold("any:a"), homeless.mayHold("any:b")], [true, false]);
  assert.ok(read("entries: [\n").incomplete.mayHold("any:thing"));
});

Deno.test("locate() finds values, keys, nearest parents, and the name for the entry", () => {
  const [entry] = read(`namespace: app
meta: {team: core}
entries:
  - name: x
    kind: k
    meta: {temporal: {worker: w}}
    options:
      list: [a, b]
    empty:
`).entries!;
  const at = (path: (string | number)[], key?: boolean) => {
    const { line, column, endColumn } = entry!.locate(path, key);
    return `${line}:${column}-${endColumn}`;
  };
  assert.equal(at([]), "4:11-12");
  assert.equal(at(["kind"]), "5:11-12");
  assert.equal(at(["options", "list", 1]), "8:17-18");
  assert.equal(at(["data", "options", "list", 1]), "8:17-18");
  assert.equal(at(["options", "list"], true), "8:7-11");
  assert.equal(at(["options", "gone", "deeper"]), "7:5-12");
  assert.equal(at(["gone"]), "4:11-12");
  assert.equal(at(["empty"]), "9:5-10");
  assert.equal(at(["meta", "temporal", "worker"]), "6:31-32");
  assert.equal(at(["meta", "team"]), "2:14-18");
  assert.equal(at(["__proto__"]), "4:11-12");
});

Deno.test("locate() finds fields of an explicit data map with and without the leading data", () => {
  const [entry] = read("namespace: app\nname: x\nkind: k\ndata: {a: 1, data: {b: 2}}\n").entries!;
  assert.equal(entry!.locate(["a"]).column, 11);
  assert.equal(entry!.locate(["data", "b"]).column, 24);
});
