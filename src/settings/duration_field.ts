import { z } from "zod";
import { parseDuration } from "../base/mod.ts";
import { withExamples } from "../registry/mod.ts";

const FORM = 'a duration is text such as "500ms", "10s" or "1m30s"';

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
