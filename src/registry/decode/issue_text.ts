import type { z } from "zod";
import { quote } from "../../diagnostics/mod.ts";
import { describeType } from "../tree.ts";

type RawIssue = z.core.$ZodRawIssue;

/** Marks a message as ours: the schema's author gave none. The text behind it continues `Invalid "key": `. */
export const GENERATED = "\0";

const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  bigint: "a whole number",
  boolean: "true or false",
  array: "a list",
  tuple: "a list",
  object: "a map",
  record: "a map",
  null: "nothing",
};

/**
 * Names a type for messages, as in `expected text`.
 *
 * @param type zod's name of it
 */
export function typeName(type: string): string {
  return TYPE_NAMES[type] ?? type;
}

/**
 * Makes the message of an issue whose schema brings none; for zod's `error` option.
 *
 * @param issue as zod raises it
 * @returns a message that begins with {@linkcode GENERATED}
 */
export function issueText(issue: RawIssue): string {
  return GENERATED + wordsOf(issue);
}

function wordsOf(issue: RawIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return `expected ${typeName(issue.expected)}, found ${foundText(issue)}`;
    case "invalid_value":
      return `expected ${oneOf(issue.values)}`;
    case "too_small":
      return sizeText(issue.origin, "at least", issue.minimum, issue.inclusive);
    case "too_big":
      return sizeText(issue.origin, "at most", issue.maximum, issue.inclusive);
    case "invalid_format":
      return `it does not have the form ${quote(issue.pattern ?? issue.format)}`;
    case "not_multiple_of":
      return `expected a multiple of ${issue.divisor}`;
    case "invalid_union":
      return issue.discriminator === undefined ? "" : `expected ${oneOf(discriminatorValues(issue))}`;
    default:
      return "the value is not allowed";
  }
}

function foundText({ expected, input }: { expected: string; input: unknown }): string {
  const isTelling = typeof input === "number" && (expected === "int" || !Number.isFinite(input));
  return isTelling ? String(input) : describeType(input);
}

function oneOf(values: readonly unknown[]): string {
  const names = values.map((value) => typeof value === "string" ? quote(value) : String(value));
  return names.length === 1 ? names[0]! : `one of ${names.join(", ")}`;
}

function discriminatorValues(issue: z.core.$ZodRawIssue<z.core.$ZodIssueInvalidUnion>): unknown[] {
  const options = (issue.inst as z.core.$ZodDiscriminatedUnion)._zod.def.options;
  return options.flatMap((option) => [...option._zod.propValues?.[issue.discriminator!] ?? []]);
}

function sizeText(origin: string, bound: string, limit: number | bigint, inclusive = true): string {
  if (bound === "at least" && Number(limit) === 1 && origin !== "number" && origin !== "int") {
    return "it must not be empty";
  }
  const strict = bound === "at least" ? "more than" : "less than";
  const unit = { string: " characters", array: " items" }[origin] ?? "";
  return `expected ${inclusive ? bound : strict} ${limit}${unit}`;
}
