import assert from "node:assert/strict";
import { Collector } from "../diagnostics/mod.ts";
import { readEnvelope } from "./read/envelope.ts";
import { Incomplete } from "./incomplete.ts";
import { applyOverrides, parseOverrides } from "./override.ts";
import { parse } from "./read/parse.ts";

function parsed(...texts: string[]) {
  const collector = new Collector();
  const overrides = parseOverrides(texts, collector).map(({ id, path, values }) =>
    `${id} ${path.join("/")} ${values.find((value) => typeof value === "string")}`
  );
  return { overrides, faults: collector.diagnostics.map(({ message }) => message) };
}

/** The entry `app:x` after these overrides, and the messages of the faults. */
function apply(...texts: string[]) {
  const collector = new Collector();
  const incomplete = new Incomplete();
  incomplete.addId("app:broken");
  const text = "namespace: app\nname: x\nkind: k\nmeta: {a: 1}\nfield: {b: 2}\nlist: [1, 2]\n";
  const [entry] = readEnvelope(parse("/x.yaml", text), { collector, incomplete })!;
  const overrides = parseOverrides(texts, collector);
  const entries = applyOverrides(overrides, new Map([[entry!.id, entry!]]), incomplete, collector);
  return { entry: entries.get("app:x")!, diagnostics: collector.diagnostics };
}

Deno.test("parseOverrides() splits at the first two colons and the first equals sign", () => {
  assert.deepEqual(
    parsed("shop.orders:api.public:a.b=c:d=e", "a:b:meta.x=1", "a:b:data.x=1", "a:b:kind=k", "a:b:x= "),
    {
      overrides: [
        "shop.orders:api.public data/a/b c:d=e",
        "a:b meta/x 1",
        "a:b data/x 1",
        "a:b kind k",
        "a:b data/x ",
      ],
      faults: [],
    },
  );
});

Deno.test("parseOverrides() splits a list at commas, but not inside a value", () => {
  assert.deepEqual(parsed("a:b:x=1,a:b:y=p,q, r,a:b:z=2").overrides, [
    "a:b data/x 1",
    "a:b data/y p,q, r",
    "a:b data/z 2",
  ]);
});

Deno.test("parseOverrides() reports every malformed text, without showing values", () => {
  const { overrides, faults } = parsed(
    "x",
    "a:b=1",
    "a:b:=1",
    ":b:c=1",
    "a:b:c..d=secret",
    "a:b:meta=1",
    "a:b:name=1",
    "",
  );
  assert.deepEqual(overrides, []);
  assert.equal(faults.length, 8);
  assert.ok(faults.every((message) => message.endsWith("is malformed") && !message.includes("secret")));
});

Deno.test("applyOverrides() writes into data, meta and kind, creating maps", () => {
  const { entry, diagnostics } = apply(
    "app:x:field.b=3",
    "app:x:data.new.deep=true",
    "app:x:meta.a=z",
    "app:x:kind=other",
    "app:x:list.1=9",
    "app:x:field.b.c=4",
  );
  assert.deepEqual(diagnostics, []);
  assert.deepEqual(entry.data, { field: { b: { c: 4 } }, list: [1, 9], new: { deep: true } });
  assert.deepEqual([entry.meta, entry.kind], [{ a: "z" }, "other"]);
});

Deno.test("applyOverrides() writes beside a key of the data that is called data", () => {
  const collector = new Collector();
  const incomplete = new Incomplete();
  const text = "namespace: app\nname: x\nkind: k\ndata: {data: {a: 1}}\n";
  const [entry] = readEnvelope(parse("/x.yaml", text), { collector, incomplete })!;
  const overrides = parseOverrides(["app:x:b=2", "app:x:data.data.a=3"], collector);
  const entries = applyOverrides(overrides, new Map([["app:x", entry!]]), incomplete, collector);
  assert.deepEqual(entries.get("app:x")!.data, { data: { a: 3 }, b: 2 });
});

Deno.test("applyOverrides() leaves the entries that it was given as they are", () => {
  const collector = new Collector();
  const incomplete = new Incomplete();
  const [entry] = readEnvelope(parse("/x.yaml", "namespace: app\nname: x\nkind: k\na: 1\n"), {
    collector,
    incomplete,
  })!;
  const raw = new Map([["app:x", entry!]]);
  const arranged = applyOverrides(parseOverrides(["app:x:a=2", "app:x:kind=l"], collector), raw, incomplete, collector);
  assert.deepEqual([entry!.kind, entry!.data, entry!.locate(["a"]).line], ["k", { a: 1 }, 4]);
  const { kind, data } = arranged.get("app:x")!;
  assert.deepEqual([kind, data], ["l", { a: 2 }]);
});

Deno.test("applyOverrides() cannot reach prototypes", () => {
  const { entry } = apply("app:x:__proto__.polluted=1", "app:x:constructor.prototype.polluted=1");
  assert.equal(({} as { polluted?: number }).polluted, undefined);
  assert.equal(Object.getPrototypeOf(entry.data), Object.prototype);
});

Deno.test("applyOverrides() reports all targets that do not exist, except in what could not be read", () => {
  const { diagnostics } = apply("app:y:a=1", "other:long:a=1", "app:broken:a=1", "app:x:kind=");
  assert.deepEqual(diagnostics.map(({ code, message, notes }) => [code, message, notes[0]?.text]), [
    [
      "override-target-not-found",
      'Override "app:y:a" names an entry that does not exist: "app:y"',
      'Did you mean "app:x"?',
    ],
    [
      "override-target-not-found",
      'Override "other:long:a" names an entry that does not exist: "other:long"',
      undefined,
    ],
    ["invalid-override", 'Override "app:x:kind": a kind cannot be empty', undefined],
  ]);
});

Deno.test("locate() of a value that an override set is the entry's name", () => {
  const { entry } = apply("app:x:field.b=3");
  assert.equal(entry.locate(["field", "b"]).line, 2);
  assert.equal(entry.locate(["list"]).line, 6);
});
