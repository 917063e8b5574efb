import assert from "node:assert/strict";
import fc from "fast-check";
import { randomSettings } from "../../../tests/support/random_settings.ts";
import { toPlain } from "../tree.ts";
import { parse } from "./parse.ts";

function plain(text: string): unknown {
  const { root, faults } = parse("/x.yaml", text);
  assert.deepEqual(faults, []);
  return root && toPlain(root);
}

/** `line:column-endColumn code message` of each fault. */
function faultsOf(text: string): string[] {
  return parse("/x.yaml", text).faults.map(({ range, code, message }) =>
    `${range.line}:${range.column}-${range.endColumn} ${code} ${message}`
  );
}

Deno.test("parse() reads YAML 1.2 values as plain JavaScript ones", () => {
  assert.deepEqual(plain('a: 1\nb: 1.5\nc: true\nd: ~\ne: [x, "y"]\nf: yes\ng: 2001-01-01\nh: |\n  t\n'), {
    a: 1,
    b: 1.5,
    c: true,
    d: null,
    e: ["x", "y"],
    f: "yes",
    g: "2001-01-01",
    h: "t\n",
  });
});

Deno.test("parse() reads numbers with a leading zero as octal", () => {
  assert.deepEqual(plain("a: 0644\nb: 0o644\nc: '0644'\nd: 0\ne: 089\nf: !!str 0644\ng: -0644\nh: 00\n"), {
    ...{ a: 0o644, b: 0o644, c: "0644", d: 0, e: 89, f: "0644", g: -644, h: 0 },
  });
});

Deno.test("parse() reads JSON with its escapes", () => {
  assert.deepEqual(plain('{"a": "\\ud83d\\ude00\\/\\n", "b": [1, null]}'), { a: "😀/\n", b: [1, null] });
});

Deno.test("parse() keeps the digits of long integers", () => {
  assert.deepEqual(plain("a: 9007199254740991\nb: 1234567890123456789"), {
    a: 9007199254740991,
    b: 1234567890123456789n,
  });
});

Deno.test("parse() takes __proto__ and constructor for ordinary keys", () => {
  const value = plain("__proto__: {polluted: 1}\nconstructor: x\n") as Record<string, unknown>;
  assert.deepEqual(Object.keys(value), ["__proto__", "constructor"]);
  assert.equal(Object.getPrototypeOf(value), Object.prototype);
  assert.equal((value as { polluted?: number }).polluted, undefined);
});

Deno.test("parse() resolves aliases and merge keys; a map's own key wins", () => {
  assert.deepEqual(plain("a: &x {k: 1, l: 2}\nb: *x\nc: {<<: *x, l: 3}\nd:\n  <<: [{m: 1}, {m: 2, n: 3}]\n"), {
    a: { k: 1, l: 2 },
    b: { k: 1, l: 2 },
    c: { k: 1, l: 3 },
    d: { m: 1, n: 3 },
  });
  assert.deepEqual(plain('"<<": text'), { "<<": "text" });
});

Deno.test("parse() gives values of an alias their own objects", () => {
  const value = plain("a: &x {k: 1}\nb: *x") as { a: object; b: object };
  assert.notEqual(value.a, value.b);
});

Deno.test("parse() counts columns in characters and ignores a byte order mark", () => {
  assert.deepEqual(faultsOf("\uFEFF😀é: *gone"), ['1:5-10 yaml-syntax Alias "gone" has no anchor before it']);
});

Deno.test("parse() reports a repeated key at its later place and notes the earlier", () => {
  const { faults, intact } = parse("/x.yaml", "a: 1\nb: {c: 1, c: 2}\na: 2\n");
  assert.deepEqual(faults.map(({ message, range }) => [message, range.line, range.column]), [
    ['Duplicate key "c"', 2, 11],
    ['Duplicate key "a"', 3, 1],
  ]);
  assert.equal(faults[1]!.notes?.[0]?.range?.line, 1);
  assert.ok(intact);
});

Deno.test("parse() places faults of syntax", () => {
  assert.deepEqual(faultsOf("a: b: c"), ["1:4-5 yaml-syntax Nested mappings are not allowed in compact mappings"]);
  assert.match(faultsOf("a:\n\tb: 1")[0]!, /^2:1-\d+ yaml-syntax Tabs are not allowed/);
  assert.match(faultsOf("a: 1\n---\nb: 2\n")[0]!, /yaml-syntax .*multiple documents/);
  assert.deepEqual(faultsOf("? [1]\n: 2"), ["1:3-6 yaml-syntax A key must be text"]);
  assert.deepEqual(faultsOf("a: &a [*a]"), ['1:8-10 yaml-syntax Alias "a" has no anchor before it']);
  assert.deepEqual(faultsOf("a:\n  <<: 5"), ['2:7-8 yaml-syntax A merge key "<<" takes a map or a list of maps']);
});

Deno.test("parse() only warns of tags that it does not know", () => {
  const { faults, intact } = parse("/x.yaml", "a: !Ref b");
  assert.deepEqual([faults[0]!.severity, intact], ["warning", true]);
});

Deno.test("parse() refuses what is nested too deeply", () => {
  const piles = ["[", "{a: ", "- ", "? ", "- [", "? - "].map((piece) => piece.repeat(200_000)); // quadratic: for hours
  for (const text of ["[".repeat(150) + "]".repeat(150), ...piles]) {
    const { faults, intact } = parse("/x.yaml", text);
    assert.deepEqual([faults.map(({ code }) => code), intact], [["yaml-too-complex"], false]);
  }
});

Deno.test("parse() refuses aliases that multiply", () => {
  const names = [..."abcdefghij"];
  const lines = names.slice(1).map((name, index) => `${name}: &${name} [${`*${names[index]}, `.repeat(10)}]`);
  const { faults } = parse("/x.yaml", ["a: &a [x]", ...lines].join("\n"));
  assert.deepEqual(faults.map(({ code }) => code), ["yaml-too-complex"]);
});

Deno.test("parse() reports a few faults of a file, not all that follow from the first", () => {
  assert.ok(parse("/x.yaml", "a: b: c\n".repeat(100)).faults.length <= 5);
});

Deno.test("parse() takes an empty file for nothing", () => {
  for (const text of ["", "# only a comment\n", "\uFEFF"]) assert.equal(plain(text), undefined);
});

Deno.test("parse() never throws and keeps its places inside the text", () => {
  const fragment = fc.constantFrom(
    "a",
    ": ",
    "- ",
    "\n",
    "  ",
    "{",
    "}",
    "[",
    "]",
    ",",
    "&a ",
    "*a",
    "<<",
    "|",
    ">",
    "'",
    '"',
    "?",
    "!",
    "%",
    "#",
    "---",
    "\t",
    "\r\n",
    "😀",
    "\0",
    "__proto__",
  );
  const text = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.array(fragment, { maxLength: 40 }).map((parts) => parts.join("")),
  );
  fc.assert(
    fc.property(text, (text) => {
      const { root, faults, intact } = parse("/x.yaml", text);
      if (root) toPlain(root);
      const lines = text.split("\n");
      for (const { range } of faults) {
        assert.ok(range.line >= 1 && range.endLine <= lines.length);
        assert.ok(range.column >= 1 && range.column <= [...lines[range.line - 1]!].length + 1);
      }
      assert.ok(intact || faults.length > 0);
    }),
    randomSettings(500),
  );
});

Deno.test("parse() refuses bombs of aliases of any shape, and only bombs", () => {
  const layer = fc.record({ width: fc.integer({ min: 1, max: 12 }), isMap: fc.boolean() });
  fc.assert(
    fc.property(fc.array(layer, { minLength: 1, maxLength: 12 }), (layers) => {
      let size = 1;
      let total = 2;
      const lines = layers.map(({ width, isMap }, i) => {
        const items = Array.from({ length: width }, (_, n) => `${isMap ? `k${n}: ` : ""}*n${i}`).join(", ");
        size = 1 + width * (1 + size);
        total += size;
        return `n${i + 1}: &n${i + 1} ${isMap ? `{${items}}` : `[${items}]`}`;
      });
      const { faults, root } = parse("/x.yaml", ["n0: &n0 x", ...lines].join("\n"));
      const codes = faults.map(({ code }) => code);
      if (total > 400_000) assert.deepEqual([codes, root], [["yaml-too-complex"], undefined]);
      else if (total < 100_000) assert.deepEqual(codes, []);
    }),
    randomSettings(200),
  );
});

Deno.test("parse() refuses what is nested too deeply in any way, and only that", () => {
  const wrap = fc.constantFrom<(text: string) => string>((text) => `[${text}]`, (text) => `{a: ${text}}`);
  fc.assert(
    fc.property(fc.array(wrap, { maxLength: 220 }), (wraps) => {
      const { faults } = parse("/x.yaml", wraps.reduce((text, wrap) => wrap(text), "x"));
      assert.deepEqual(faults.map(({ code }) => code), wraps.length > 100 ? ["yaml-too-complex"] : []);
    }),
    randomSettings(200),
  );
});
