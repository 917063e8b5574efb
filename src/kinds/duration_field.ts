import { z } from "zod";
import { parseDuration } from "../base/mod.ts";

const FORM = 'a duration is text such as "500ms", "10s" or "1m30s"';

/**
 * A field holding a Go duration (spec/temporal-config.md §1.1). Absent, empty and zero all mean the default; a bare
 * number is refused, because nobody can tell its unit.
 *
 * @param name the field's name, for messages
 * @param fallback the default, in milliseconds
 * @returns milliseconds; negative ones pass, for the schema's rules to judge
 */
export function durationField(name: string, fallback: number) {
  return z.string({ error: ({ input }) => `Invalid ${name}: ${FORM}${got(input)}` }).default("").transform(
    (text, context) => {
      const nanoseconds = text === "" ? 0 : parseDuration(text);
      if (nanoseconds === undefined) {
        context.addIssue({ code: "custom", message: `Invalid ${name}: "${text}" is not a duration; ${FORM}` });
        return z.NEVER;
      }
      return nanoseconds === 0 ? fallback : nanoseconds / 1e6;
    },
  );
}

function got(input: unknown): string {
  return typeof input === "number" ? `, got the number ${input}` : "";
}
