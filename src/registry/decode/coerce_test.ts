import { deepEqual, equal } from "node:assert/strict";
import { z } from "zod";
import { coerce, textReadings, valueReadings, variableType } from "./coerce.ts";
import { type OpenType, toPlain, type Tree, withTree } from "../tree.ts";

const RANGE = { file: "/x.yaml", line: 1, column: 1, endLine: 1, endColumn: 2 };
const EMPTY: Tree = { range: RANGE, content: new Map() };

function open(content: string, { readings, pattern }: OpenType): Tree {
  return { range: RANGE, content, open: { readings, pattern } };
}

/** What the value at `field` becomes. */
function settled(field: z.ZodType, value: Tree): unknown {
  const schema = z.strictObject({ field });
  return (toPlain(coerce(schema, withTree(EMPTY, ["field"], value)).tree) as { field: unknown }).field;
}

/** What the text of an option becomes. */
function option(field: z.ZodType, text: string): unknown {
  return settled(field, open(text, { readings: textReadings(text) }));
}

/** What the text of a variable becomes, or what it should have been by the placeholder's default. */
function variable(field: z.ZodType, text: string, inlineDefault?: string): unknown {
  const schema = z.strictObject({ field });
  const tree = withTree(EMPTY, ["field"], open(text, variableType(text, inlineDefault)));
  const result = coerce(schema, tree);
  const [misfit] = result.misfits;
  return misfit ? `not ${misfit.expected}` : (toPlain(result.tree) as { field: unknown }).field;
}

const duration = z.string().default("").transform((text) => text.length);
const secret = z.string().transform((text) => ({ text }));
const mode = z.union([z.int(), z.string().regex(/^0/).transform(Number).pipe(z.number())]);

Deno.test("textReadings() reads booleans, integers and floats by their form, with the text as it is behind", () => {
  const first = (raw: string) => textReadings(raw)[0];
  deepEqual(["true", "FALSE", "5", "-7", "0"].map(first), [true, false, 5, -7, 0]);
  deepEqual(["1.5", ".5", "1e3", "-2.5E-1"].map(first), [1.5, 0.5, 1000, -0.25]);
  for (const raw of ["007", "+5", "1.2.3", "e", ".", "12345678901234567890", "5s", "", "truee"]) {
    equal(first(raw), raw);
  }
  deepEqual(textReadings("123"), [123, "123", ["123"]]);
  deepEqual(textReadings("a, b"), ["a, b", ["a", "b"]]);
});

Deno.test("coerce() makes of an option's text the type that the field takes", () => {
  deepEqual(["5", "true", "1.5"].map((text) => option(z.string(), text)), ["5", "true", "1.5"]);
  deepEqual([option(z.int(), "5"), option(z.number(), "1.5"), option(z.boolean(), "TRUE")], [5, 1.5, true]);
  deepEqual([option(z.array(z.string()), "a, b"), option(z.array(z.string()), "a")], [["a", "b"], ["a"]]);
  deepEqual([option(z.string(), "a, b"), option(z.unknown(), "5")], ["a, b", 5]);
});

Deno.test("coerce() looks through defaults, transformations, preprocessing and unions", () => {
  deepEqual([option(duration, "5"), option(secret, "0123"), option(secret.optional(), "5")], ["5", "0123", "5"]);
  deepEqual([option(mode.default(1), "420"), option(mode, "0644")], [420, "0644"]);
  equal(option(z.preprocess((value) => value ?? 1, z.string()), "5"), "5");
  equal(option(z.int().nullable().refine((value) => value !== 1), "1"), 1);
  deepEqual([option(z.enum(["1", "2"]), "3"), option(z.literal(5), "5"), option(z.literal("5"), "5")], ["3", 5, "5"]);
});

Deno.test("coerce() keeps the likeliest reading where the field takes none of them, for the schema to refuse", () => {
  deepEqual([option(z.int(), "many"), option(z.int(), "1.5"), option(z.boolean(), "1")], ["many", 1.5, 1]);
  equal(option(z.strictObject({}), "5"), 5);
  const unknownKey = withTree(EMPTY, ["nothing"], open("5", { readings: textReadings("5") }));
  deepEqual(toPlain(coerce(z.strictObject({}), unknownKey).tree), { nothing: 5 });
  const inherited = withTree(EMPTY, ["toString"], open("5", { readings: textReadings("5") }));
  deepEqual(toPlain(coerce(z.strictObject({}), inherited).tree), { toString: 5 });
});

Deno.test("coerce() reads a value that has a type in YAML as text where the field takes text", () => {
  const given = (field: z.ZodType, value: unknown) => settled(field, open("", { readings: valueReadings(value) }));
  deepEqual([given(z.string(), 5), given(z.string(), true), given(z.int(), "5"), given(z.unknown(), "5")], [
    ...["5", "true", 5, "5"],
  ]);
  equal(given(z.string(), 12345678901234567890n), "12345678901234567890");
});

Deno.test("coerce() gives a variable's text the type of its field", () => {
  deepEqual([variable(z.int(), " 20 "), variable(z.boolean(), "True"), variable(z.number(), "2.5")], [20, true, 2.5]);
  deepEqual([variable(z.string(), " 20 "), variable(duration, "5"), variable(secret, "0123")], [" 20 ", "5", "0123"]);
  deepEqual([variable(z.int(), "hunter2"), variable(z.int(), "2.5"), variable(z.boolean(), "1")], [
    ...["hunter2", "2.5", "1"],
  ]);
  deepEqual([variable(z.array(z.string()), "a,b"), variable(mode, "420")], ["a,b", "420"]);
});

Deno.test("coerce() lets the form of a placeholder's default decide where the field takes any type", () => {
  deepEqual([variable(z.unknown(), "20", "1"), variable(z.unknown(), "20"), variable(z.unknown(), "20", "x")], [
    ...[20, "20", "20"],
  ]);
  deepEqual([variable(z.unknown(), "x", "1"), variable(z.unknown(), "1.5", "1"), variable(z.unknown(), "x", "1.5")], [
    ...["not a whole number", "not a whole number", "not a number"],
  ]);
  deepEqual([variable(z.unknown(), "TRUE", "false"), variable(z.unknown(), "1", "false")], [
    ...[true, "not true or false"],
  ]);
  deepEqual([variable(z.string(), "20", "1"), variable(z.int(), "x", "1"), variable(mode, "420", "1")], [
    ...["20", "x", 420],
  ]);
});

Deno.test("coerce() finds values in maps, lists, records and any data", () => {
  const schema = z.strictObject({
    list: z.array(z.strictObject({ count: z.int() })),
    record: z.record(z.string(), z.string()),
    loose: z.looseObject({ flag: z.boolean() }),
    any: z.unknown(),
  });
  const five = open("5", { readings: textReadings("5") });
  const paths = [["list", "count"], ["record", "a"], ["loose", "flag"], ["loose", "else"], ["any", "deep", "b"]];
  const tree = paths.reduce((tree, path) => withTree(tree, path, five), EMPTY);
  const listed = withTree(tree, ["list"], { range: RANGE, content: [withTree(EMPTY, ["count"], five)] });
  deepEqual(toPlain(coerce(schema, listed).tree), {
    ...{ list: [{ count: 5 }], record: { a: "5" }, loose: { flag: 5, else: 5 }, any: { deep: { b: 5 } } },
  });
});

Deno.test("coerce() gives the very tree when no type in it is open", () => {
  const tree = withTree(EMPTY, ["a", "b"], { range: RANGE, content: [{ range: RANGE, content: "5" }] });
  equal(coerce(z.unknown(), tree).tree, tree);
});
