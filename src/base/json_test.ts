import assert from "node:assert/strict";
import fc from "fast-check";
import { randomSettings } from "../../tests/support/random_settings.ts";
import {
  AppError,
  ascii,
  type ByteString,
  type Data,
  decodeJson,
  encodeJson,
  fromLatin1,
  toByteString,
} from "./mod.ts";

function encodeThenDecode(data: Data): Data {
  return decodeJson(encodeJson(data));
}

function nested(depth: number): Data {
  let data: Data = [];
  for (let level = 1; level < depth; level++) data = [data];
  return data;
}

const { data } = fc.letrec<{ data: Data }>((tie) => ({
  data: fc.oneof(
    { maxDepth: 4 },
    fc.constant(null),
    fc.boolean(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).filter((n) => Math.abs(n) < 2 ** 53 && !Object.is(n, -0)),
    fc.bigInt({ min: 2n ** 53n + 1n, max: 2n ** 80n }).map((n) => n % 2n ? n : -n),
    fc.string({ unit: "binary" }).filter((text) => text.isWellFormed()).map(toByteString),
    fc.array(tie("data"), { maxLength: 5 }),
    fc.array(
      fc.tuple(
        fc.oneof(fc.string(), fc.constantFrom("__proto__", "constructor", "10", "9", "")).map(toByteString),
        tie("data"),
      ),
      {
        maxLength: 5,
      },
    ).map((pairs) => new Map(pairs)),
  ),
}));

Deno.test("decodeJson() reads back what encodeJson() wrote, keys in their order", () => {
  fc.assert(
    fc.property(data, (value) => {
      const copy = encodeThenDecode(value);
      assert.deepEqual(copy, value);
      assert.equal(encodeJson(copy), encodeJson(value));
    }),
    randomSettings(500),
  );
});

Deno.test("decodeJson() accepts and refuses the same texts as JSON.parse", () => {
  const fragments = [
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    '"',
    "\\",
    "a",
    "1",
    "0",
    "-",
    ".",
    "e",
    "+",
    "true",
    "null",
    " ",
    "\n",
    "\u0001",
    "\\u00e9",
    "é",
  ];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...fragments), { maxLength: 8 }), (parts) => {
      const text = parts.join("");
      assert.equal(accepts(() => decodeJson(text)), accepts(() => JSON.parse(text)), JSON.stringify(text));
    }),
    randomSettings(3000),
  );
});

function accepts(parse: () => unknown): boolean {
  try {
    parse();
    return true;
  } catch {
    return false;
  }
}

Deno.test("encodeJson() writes integral numbers without decimals and others as short as possible", () => {
  assert.equal(encodeJson([5.0, -0, 0.1, 1e100, 123456789012]), "[5,0,0.1,1e+100,123456789012]");
});

Deno.test("encodeJson() writes NaN and infinities as null", () => {
  assert.equal(encodeJson([NaN, Infinity, -Infinity]), "[null,null,null]");
});

Deno.test("encodeJson() replaces bytes that are not UTF-8", () => {
  assert.equal(encodeJson(fromLatin1("a\xffb")), '"a\ufffdb"');
  assert.equal(encodeJson(new Map([[fromLatin1("\xc3\xa9\n"), ascii('"')]])), '{"é\\n":"\\""}');
});

Deno.test("encodeJson() keeps the order of keys", () => {
  assert.equal(
    encodeJson(new Map<ByteString, Data>([[ascii("b"), 1], [ascii("10"), 2], [ascii("9"), 3], [ascii("a"), []]])),
    '{"b":1,"10":2,"9":3,"a":[]}',
  );
});

Deno.test("encodeJson() and decodeJson() stop at 128 levels", () => {
  assert.equal(encodeJson(nested(128)), "[".repeat(128) + "]".repeat(128));
  assert.throws(() => encodeJson(nested(129)), { message: "JSON nested deeper than 128 levels", kind: "Internal" });
  assert.deepEqual(decodeJson("[".repeat(128) + "]".repeat(128)), nested(128));
  assert.throws(() => decodeJson("[".repeat(100_000)), { message: "JSON nested deeper than 128 levels" });
  assert.throws(() => decodeJson('{"a":'.repeat(129)), { message: "JSON nested deeper than 128 levels" });
});

Deno.test("decodeJson() keeps integers exact", () => {
  assert.equal(decodeJson("12345678901234"), 12345678901234);
  assert.equal(decodeJson("9007199254740992"), 9007199254740992);
  assert.equal(decodeJson("9007199254740993"), 9007199254740993n);
  assert.equal(decodeJson("-1234567890123456789"), -1234567890123456789n);
  assert.equal(decodeJson("1e20"), 1e20);
  assert.equal(decodeJson("12345678901234567890.5"), 12345678901234567890.5);
});

Deno.test("decodeJson() turns text into UTF-8 bytes", () => {
  assert.equal(decodeJson('"é\\u00e9\\ud83d\\ude00"'), toByteString("éé😀"));
  assert.equal(decodeJson('"\\ud83d"'), toByteString("\ufffd"));
});

Deno.test("decodeJson() keeps keys that JavaScript objects treat in their own way", () => {
  const map = decodeJson('{"__proto__":1,"10":2,"9":3,"10":4}') as Map<ByteString, Data>;
  assert.deepEqual([...map], [["__proto__", 1], ["10", 4], ["9", 3]]);
});

Deno.test("decodeJson() says where the text is wrong and what was expected", () => {
  const cases: [string, string][] = [
    ["", "invalid JSON at line 1, column 1: expected a value, found the end of the text"],
    ['{"a": 1,\n "b" 2}', 'invalid JSON at line 2, column 6: expected ":", found "2"'],
    ['{"a": 1,}', 'invalid JSON at line 1, column 9: expected a key in double quotes, found "}"'],
    ["[1 2]", 'invalid JSON at line 1, column 4: expected "," or "]", found "2"'],
    ['{"a":1', 'invalid JSON at line 1, column 7: expected "," or "}", found the end of the text'],
    ["nul", 'invalid JSON at line 1, column 1: expected a value, found "n"'],
    ["01", 'invalid JSON at line 1, column 2: expected the end of the text, found "1"'],
    ['"a\nb"', 'invalid JSON at line 1, column 3: expected the end of the string, found "\\n"'],
    ['"\\x"', 'invalid JSON at line 1, column 2: expected an escape sequence, found "\\\\"'],
  ];
  for (const [text, message] of cases) {
    assert.throws(() => decodeJson(text), (error) => {
      assert(error instanceof AppError);
      assert.equal(error.message, message);
      assert.equal(error.kind, "Internal");
      return true;
    });
  }
});
