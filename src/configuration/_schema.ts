import { z } from "zod";
import { LOG_LEVELS, parseDuration } from "../base/mod.ts";
import { compilePattern } from "./pattern.ts";

const DURATION_FORM = 'a duration is text such as "500ms", "10s" or "1m30s"';

/** A Go duration that is not negative; the output is milliseconds. */
function durationField(name: string, fallback: string) {
  return z.string({ error: `Invalid ${name}: ${DURATION_FORM}` }).default(fallback).transform((text, context) => {
    const nanoseconds = parseDuration(text);
    if (nanoseconds !== undefined && nanoseconds >= 0) return nanoseconds / 1e6;
    const reason = nanoseconds === undefined ? `"${text}" is not a duration; ${DURATION_FORM}` : "it must be >= 0";
    context.addIssue({ code: "custom", message: `Invalid ${name}: ${reason}` });
    return z.NEVER;
  });
}

const pattern = z.string().min(1).refine((text) => compilePattern(text) !== undefined, {
  message: "The parentheses of a pattern must fit",
});

/** A `null` section is one whose keys are all commented out. */
function section<T extends z.ZodType>(schema: T) {
  return z.preprocess((value) => value ?? {}, schema);
}

const ignored = z.unknown();

/** Everything that a configuration, or a profile in it, may say (spec/registry.md §8). */
const partial = {
  version: z.union([z.string(), z.number()]).optional(),
  logger: section(z.strictObject({
    mode: z.enum(["production", "development"]).default("production"),
    level: z.enum(LOG_LEVELS).optional(),
    encoding: z.enum(["json", "console"]).optional(),
  })),
  logmanager: section(z.strictObject({
    /** -1 debug, 0 info, 1 warn, 2 error. */
    min_level: z.int().min(-1).max(2).optional(),
    propagate_downstream: ignored,
    stream_to_events: ignored,
  })),
  lua: section(z.looseObject({ engine: z.enum(["compiler", "fengari"]).default("compiler") })),
  shutdown: section(z.strictObject({ timeout: durationField("shutdown.timeout", "30s") })),
  worker: section(z.strictObject({ stop_timeout: durationField("worker.stop_timeout", "0s") })),
  override: section(z.record(z.string(), z.unknown())),
  disable: section(z.strictObject({
    namespaces: z.array(pattern).default([]),
    entries: z.array(pattern).default([]),
    meta: section(z.record(z.string(), z.union([pattern, z.array(pattern)]))),
  })),
  vars: section(z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))),
  registry: ignored,
  relay: section(z.looseObject({
    node_name: z.string().regex(/^[^@|{}]+$/, "A name cannot be empty or hold any of @ | { }").default("local"),
  })),
  otel: ignored,
  security: ignored,
  profiler: ignored,
  supervisor: ignored,
  functions: ignored,
};

export const profileSchema = z.strictObject(partial);

export const schema = z.strictObject({ ...partial, profiles: section(z.record(z.string(), ignored)) });

export type Sections = z.output<typeof schema>;

/** Paths that are accepted and do nothing, with the reason. */
export const WITHOUT_EFFECT: readonly (readonly [path: readonly string[], reason: string])[] = [
  [["registry"], "there is no history of entries, and kinds are known without waiting"],
  [["otel"], "not supported"],
  [["security"], "not supported: every permission check passes"],
  [["profiler"], "not supported"],
  [["supervisor"], "not supported"],
  [["functions"], "not supported"],
  [["logmanager", "propagate_downstream"], "records are only written to stderr"],
  [["logmanager", "stream_to_events"], "records are only written to stderr"],
];
