import assert from "node:assert/strict";
import { z } from "zod";
import { Collector, type Diagnostic } from "../../diagnostics/mod.ts";
import { decode, typeOverrides } from "./decode.ts";
import { readEnvelope } from "../read/envelope.ts";
import { fillEntry } from "./fill_entry.ts";
import { Incomplete } from "../incomplete.ts";
import type { Kind } from "../kind.ts";
import { applyOverrides, parseOverrides } from "../override.ts";
import { parse } from "../read/parse.ts";

const schema = z.strictObject({
  text: z.string().min(1),
  count: z.int().min(0).max(10).default(3),
  ratio: z.number().optional(),
  flag: z.boolean().optional(),
  names: z.array(z.string()).default([]),
  color: z.enum(["red", "green"]).optional(),
  auth: z.discriminatedUnion("type", [
    z.strictObject({ type: z.literal("none") }),
    z.strictObject({ type: z.literal("key"), api_key: z.string() }),
  ]).optional(),
  target: z.union([z.string(), z.strictObject({ ns: z.string(), name: z.string() })]).optional(),
  wait: z.string({ error: 'a duration is text such as "10s"' }).regex(/^\d+s$/, "Expected a duration").optional(),
  nested: z.strictObject({ limit: z.number().optional(), list: z.array(z.strictObject({ a: z.number() })).optional() })
    .optional(),
});

function kindOf(name: string, unknownKeys: Kind["unknownKeys"]): Kind {
  return { name, schema, unknownKeys, references: () => [] };
}

const kinds = new Map([kindOf("strict.kind", "error"), kindOf("lax.kind", "warning")].map((kind) => [kind.name, kind]));

/** Decodes an entry whose fields are these lines; line 1 of them is line 4 of the file. */
function run(fields: string, kind = "strict.kind", overrideTexts: string[] = []) {
  const collector = new Collector();
  const incomplete = new Incomplete();
  const text = `namespace: app\nname: x\nkind: ${kind}\n${fields}`;
  const [entry] = readEnvelope(parse("/x.yaml", text), { collector, incomplete })!;
  const overrides = parseOverrides(overrideTexts, collector);
  const entries = applyOverrides(overrides, new Map([["app:x", entry!]]), incomplete, collector);
  const arranged = typeOverrides(entries.get("app:x")!, kinds.get(kind));
  const configured = decode(fillEntry(arranged, []), kinds, collector);
  const isPartial = configured?.isPartial ?? false;
  return {
    config: configured?.config,
    isPartial,
    diagnostics: collector.diagnostics,
    faults: collector.diagnostics.map(line),
  };
}

function line({ range, code, message, notes }: Diagnostic): string {
  const place = range ? `${range.line}:${range.column}-${range.endColumn}` : "-";
  return [`${place} ${code} ${message}`, ...notes.map((note) => note.text)].join(" | ");
}

Deno.test("decode() fills in defaults", () => {
  assert.deepEqual(run("text: a\n").config, { text: "a", count: 3, names: [] });
});

Deno.test("decode() says what was expected and what was found", () => {
  const { config, faults } = run("text: 5\ncount: 1.5\nratio: x\nflag: yes\nnames: {a: 1}\nnested: [1]\n");
  assert.equal(config, undefined);
  assert.deepEqual(faults, [
    '4:7-8 wrong-type Invalid "text": expected text, found a number',
    '5:8-11 wrong-type Invalid "count": expected a whole number, found 1.5',
    '6:8-9 wrong-type Invalid "ratio": expected a number, found text',
    '7:7-10 wrong-type Invalid "flag": expected true or false, found text',
    '8:8-14 wrong-type Invalid "names": expected a list, found a map',
    '9:9-12 wrong-type Invalid "nested": expected a map, found a list',
  ]);
});

Deno.test("decode() points at values inside of lists and at the key of an empty value", () => {
  assert.deepEqual(run("text:\nnames: [a, 2]\nnested: {list: [{a: x}]}\n").faults, [
    '4:1-5 wrong-type Invalid "text": expected text, found nothing',
    '5:12-13 wrong-type Invalid "names.1": expected text, found a number',
    '6:21-22 wrong-type Invalid "nested.list.0.a": expected a number, found text',
  ]);
});

Deno.test("decode() checks sizes and known values", () => {
  assert.deepEqual(run("text: ''\ncount: 11\ncolor: grean\n").faults, [
    '4:7-9 invalid-value Invalid "text": it must not be empty',
    '5:8-10 invalid-value Invalid "count": expected at most 10',
    '6:8-13 invalid-value Invalid "color": expected one of "red", "green" | Did you mean "green"?',
  ]);
});

Deno.test("decode() points a missing key at the entry's name, and one deeper at its map", () => {
  assert.deepEqual(run("nested:\n  list: [{}]\n").faults, [
    '2:7-8 missing-key Missing key "text"',
    '5:10-12 missing-key Missing key "nested.list.0.a"',
  ]);
});

Deno.test("decode() keeps the words of the schema's author", () => {
  assert.deepEqual(run("text: a\nwait: 30\n").faults, ['5:7-9 wrong-type A duration is text such as "10s"']);
  assert.deepEqual(run("text: a\nwait: soon\n").faults, ["5:7-11 invalid-value Expected a duration"]);
});

Deno.test("decode() makes of an entry with faults what is right of it", () => {
  const rest = (fields: string) => {
    const { config, isPartial } = run(fields);
    return isPartial ? config : config && "whole";
  };
  assert.equal(rest("text: a\n"), "whole");
  assert.deepEqual(rest("text: a\ncuont: 1\n"), { text: "a", count: 3, names: [] });
  assert.deepEqual(rest("text: a\ncount: x\nnames: [b, 5]\ncolor: red\n"), {
    ...{ text: "a", count: 3, names: [], color: "red" },
  });
  assert.deepEqual(rest("text: a\ntarget: {ns: b}\nnested: {limit: 1, list: [{a: x}]}\n"), {
    ...{ text: "a", count: 3, names: [], nested: { limit: 1 } },
  });
  assert.equal(rest("count: 1\n"), undefined);
  assert.equal(rest("text: 5\ncount: 1\n"), undefined);
});

Deno.test("decode() points an unknown key at the key, with what was probably meant", () => {
  const { faults } = run("text: a\ncuont: 1\nnested: {limt: 2}\n");
  assert.deepEqual(faults, [
    '5:1-6 unknown-key Unknown key "cuont" in a strict.kind entry | Did you mean "count"?',
    '6:10-14 unknown-key Unknown key "limt" in "nested" | Did you mean "limit"?',
  ]);
});

Deno.test("decode() lists the known keys when none is near", () => {
  assert.deepEqual(run("text: a\nnested: {xyz: 1}\n").faults, [
    '5:10-13 unknown-key Unknown key "xyz" in "nested" | Known keys: "limit", "list"',
  ]);
});

Deno.test("decode() only warns of unknown keys where the kind says so, and drops them", () => {
  const { config, diagnostics } = run("text: a\nzzz: 1\nnested: {zzz: 2, limit: 3}\n", "lax.kind");
  assert.deepEqual(config, { text: "a", count: 3, names: [], nested: { limit: 3 } });
  assert.deepEqual(diagnostics.map(({ severity }) => severity), ["warning", "warning"]);
});

Deno.test("decode() reports unknown keys and other faults together", () => {
  assert.deepEqual(run("text: 5\nzzz: 1\n").diagnostics.map(({ code }) => code), ["wrong-type", "unknown-key"]);
});

Deno.test("decode() does not report a key as missing beside its misspelling, but does report a wrong one", () => {
  assert.deepEqual(run("txet: a\n").diagnostics.map(({ code }) => code), ["unknown-key"]);
  assert.deepEqual(run("text: 1\ntxet: a\n").diagnostics.map(({ code }) => code), ["wrong-type", "unknown-key"]);
});

Deno.test("decode() survives keys named like members of objects", () => {
  assert.deepEqual(run("text: a\nconstructor: 1\ntoString: 2\n").diagnostics.map(({ code }) => code), [
    "unknown-key",
    "unknown-key",
  ]);
  assert.deepEqual(run("text: a\n__proto__: {flag: 5}\n").diagnostics.map(({ code }) => code), ["unknown-key"]);
});

Deno.test("decode() reduces a union to the branch of the value's type", () => {
  assert.deepEqual(run("text: a\ntarget: {ns: b, nmae: c}\n").faults, [
    '5:17-21 unknown-key Unknown key "nmae" in "target" | Did you mean "name"?',
  ]);
  assert.deepEqual(run("text: a\ntarget: [1]\n").faults, [
    '5:9-12 wrong-type Invalid "target": expected text or a map, found a list',
  ]);
  assert.deepEqual(run("text: a\nauth: {type: kee}\n").faults, [
    '5:14-17 invalid-value Invalid "auth.type": expected one of "none", "key"',
  ]);
});

Deno.test("decode() hides the value of a misspelt key that may be secret", () => {
  const hidden = (fields: string) =>
    run(fields).diagnostics[0]!.hidden?.map((range) => `${range.line}:${range.column}-${range.endColumn}`);
  assert.deepEqual(hidden("text: a\nauth: {type: key, api_kye: s3cret}\n"), ["5:28-34"]);
  assert.equal(hidden("text: 5\n"), undefined);
});

Deno.test("decode() knows kinds that are not supported from kinds that do not exist", () => {
  const kindFaults = (kind: string) => run("text: a\n", kind).diagnostics.map((d) => `${d.severity} ${line(d)}`);
  assert.deepEqual(kindFaults("strict.kidn"), [
    'error 3:7-18 unknown-kind Unknown kind "strict.kidn" | Did you mean "strict.kind"?',
  ]);
  assert.deepEqual(kindFaults("zzz"), [
    'error 3:7-10 unknown-kind Unknown kind "zzz" | Known kinds: "strict.kind", "lax.kind"',
  ]);
  assert.deepEqual(kindFaults("module.luaa"), [
    'error 3:7-18 unknown-kind Unknown kind "module.luaa" | Did you mean "module.lua"?',
  ]);
  assert.match(kindFaults("function.lua.bc")[0]!, /^error .*bytecode is not supported/);
  assert.match(kindFaults("security.policy")[0]!, /^warning .*no effect/);
  assert.match(kindFaults("constructor")[0]!, /unknown-kind/);
});

Deno.test("decode() reads an override as what the schema takes", () => {
  const config = (text: string) => run("text: a\n", "strict.kind", [text]).config as Record<string, unknown>;
  assert.equal(config("app:x:text=123").text, "123");
  assert.equal(config("app:x:text=true").text, "true");
  assert.equal(config("app:x:count=7").count, 7);
  assert.equal(config("app:x:flag=TRUE").flag, true);
  assert.deepEqual(config("app:x:names=a,b").names, ["a", "b"]);
  assert.deepEqual(config("app:x:names=a").names, ["a"]);
  assert.deepEqual(config("app:x:nested.limit=5").nested, { limit: 5 });
});

Deno.test("decode() reports an override that fits nothing without a place, naming the override", () => {
  assert.deepEqual(
    run("text: a\ncount: 1\n", "strict.kind", ["app:x:count=many", "app:x:cuont=1"]).faults,
    [
      '- wrong-type Override "app:x:count": Invalid "count": expected a number, found text',
      '- unknown-key Override "app:x:cuont": Unknown key "cuont" in a strict.kind entry | Did you mean "count"?',
    ].toReversed(),
  );
});
