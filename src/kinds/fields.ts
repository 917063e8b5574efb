import { z } from "zod";
import { parseDuration, Secret } from "../base/mod.ts";
import { field, withExamples } from "../registry/mod.ts";

const FORM = 'a duration is text such as "500ms", "10s" or "1m30s"';

/** Text that must be there and not be empty; `message` is said of both. */
export function requiredText(message: string) {
  return z.string({ error: ({ input }) => input === undefined || input === null ? message : undefined }).min(
    1,
    message,
  );
}

/** Text that is never shown. */
export const secretField = z.string().transform((text) => new Secret(text));

/**
 * A reference to an entry (spec/registry.md §1.2): `namespace:name`, a bare `name`, or `{ns, name}`; the output is text,
 * still relative.
 *
 * @param required said when it is absent or empty
 */
export function entryIdField(required = "The id of an entry cannot be empty") {
  return z.union([
    z.string().min(1, required),
    z.strictObject({
      ns: field("namespace of the entry", z.string().min(1)),
      name: field("name of the entry", z.string().min(1)),
    }).transform(({ ns, name }) => `${ns}:${name}`),
  ], {
    error: ({ input }) =>
      input === undefined || input === null ? required : 'Expected the id of an entry, such as "app:worker"',
  });
}

/**
 * A field holding a Go duration (spec/temporal-config.md §1.1). Absent, empty and zero all mean the default; a bare
 * number is refused, because nobody can tell its unit.
 *
 * @param name the field's name, for messages
 * @param fallback the default as a user would write it: `10s`
 * @returns milliseconds; negative ones pass, for the schema's rules to judge
 */
export function durationField(name: string, fallback: string) {
  const text = z.string({ error: ({ input }) => `Invalid ${name}: ${FORM}${got(input)}` });
  return withExamples(text, ["500ms", "10s", "1m30s"]).default(fallback).transform(
    (text, context) => {
      const nanoseconds = parseDuration(text === "" ? fallback : text);
      if (nanoseconds === undefined) {
        context.addIssue({ code: "custom", message: `Invalid ${name}: "${text}" is not a duration; ${FORM}` });
        return z.NEVER;
      }
      return (nanoseconds || parseDuration(fallback)!) / 1e6;
    },
  );
}

function got(input: unknown): string {
  return typeof input === "number" ? `, got the number ${input}` : "";
}
