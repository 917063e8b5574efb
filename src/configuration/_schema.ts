import { z } from "zod";
import { LOG_LEVELS, parseByteSize, parseDuration } from "../base/mod.ts";
import { field, withExamples } from "../registry/mod.ts";
import { compilePathPattern, compilePattern } from "./pattern.ts";

const DURATION_FORM = 'a duration is text such as "500ms", "10s" or "1m30s"';

/** A Go duration that is not negative; the output is milliseconds. */
function durationField(name: string, fallback: string) {
  const text = z.string({ error: `Invalid ${name}: ${DURATION_FORM}` });
  return withExamples(text, ["500ms", "10s", "1m30s"]).default(fallback).transform((text, context) => {
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

const pathPattern = z.string().min(1).refine((text) => compilePathPattern(text) !== undefined, {
  message: "The parentheses of a pattern must fit",
});

/** A size of at least 1 byte; the output is bytes. */
function sizeField(name: string, fallback: string) {
  const form = 'a size is text such as "64KiB" or "4MiB"';
  const text = z.string({ error: `Invalid ${name}: ${form}` });
  return withExamples(text, ["512KiB", "4MiB"]).default(fallback).transform((text, context) => {
    const bytes = parseByteSize(text);
    if (bytes !== undefined && bytes >= 1) return bytes;
    context.addIssue({ code: "custom", message: `Invalid ${name}: "${text}" is not a size; ${form}` });
    return z.NEVER;
  });
}

/** A `null` section is one whose keys are all commented out. */
function section<T extends z.ZodType>(schema: T) {
  return z.preprocess((value) => value ?? {}, schema).prefault({});
}

/** Why sections and keys do nothing. */
const REASONS = {
  registry: "there is no history of entries, and kinds are known without waiting",
  security: "not supported: every permission check passes",
  unsupported: "not supported",
  streams: "records are only written to stderr",
};

function ignored(reason: string) {
  return field(`no effect; ${reason}`, z.unknown().optional());
}

/** Everything that a configuration, or a profile in it, may say (spec/registry.md §8). */
const partial = {
  version: field("version of the file's form, of no effect", z.union([z.string(), z.number()]).optional()),
  logger: section(z.strictObject({
    mode: field(
      "`development` writes all log records, as text, unless `level` or `encoding` say otherwise",
      z.enum(["production", "development"]).default("production"),
    ),
    level: field(
      "least severe log records to write; `--log-level` wins",
      z.enum(LOG_LEVELS).optional(),
      { absent: "by `mode` and the command" },
    ),
    encoding: field(
      "form of log records, `console` is text; `--log-format` wins",
      z.enum(["json", "console"]).optional(),
      { absent: "by `mode` and the command" },
    ),
  })),
  logmanager: section(z.strictObject({
    min_level: field(
      "-1 debug, 0 info, 1 warn, 2 error; of this and `logger.level`, the one that lets fewer records through holds",
      z.int().min(-1).max(2).optional(),
    ),
    propagate_downstream: ignored(REASONS.streams),
    stream_to_events: ignored(REASONS.streams),
  })),
  lua: section(z.looseObject({
    engine: field(
      "what runs Lua: `fengari` is the slower reference",
      z.enum(["compiler", "fengari"]).default("compiler"),
    ),
  })),
  shutdown: section(z.strictObject({
    timeout: field(
      "how long stopping everything may take; then the program ends",
      durationField("shutdown.timeout", "30s"),
    ),
  })),
  worker: section(z.strictObject({
    stop_timeout: field(
      "how long running activities may go on after a stop, of workers without a `worker_stop_timeout`",
      durationField("worker.stop_timeout", "0s"),
    ),
  })),
  ignore: field(
    "patterns of files and folders that are not read: `*` is a part of a name, `**` any number of folders, `(a|b)` either; " +
      "without a `/` for names in any folder, else from the application's folder",
    z.array(pathPattern).nullish().transform((patterns) => patterns ?? []),
  ),
  files: section(z.strictObject({
    max_size: field("size of the largest file with entries", sizeField("files.max_size", "1MiB")),
  })),
  override: field(
    "fields of entries: a map of `namespace:entry:path` to values, as with `-o`",
    section(z.record(z.string(), z.unknown())),
  ),
  disable: section(z.strictObject({
    namespaces: field(
      "patterns of namespaces whose entries are left out: `*` is one segment, `**` any number, `(a|b)` either",
      z.array(pattern).default([]),
    ),
    entries: field("patterns of ids of entries that are left out", z.array(pattern).default([])),
    meta: field(
      "leaves out entries by their `meta`: a map of keys to patterns",
      section(z.record(z.string(), z.union([pattern, z.array(pattern)]))),
    ),
  })),
  vars: field(
    "values for `${var:NAME}` in this file: a map of names to texts",
    section(z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))),
  ),
  registry: ignored(REASONS.registry),
  relay: section(z.looseObject({
    node_name: field(
      "name of this program in the pids of its processes; without `@`, `|`, `{` and `}`",
      z.string().regex(/^[^@|{}]+$/, "A name cannot be empty or hold any of @ | { }").default("local"),
    ),
  })),
  otel: ignored(REASONS.unsupported),
  security: ignored(REASONS.security),
  profiler: ignored(REASONS.unsupported),
  supervisor: ignored(REASONS.unsupported),
  functions: ignored(REASONS.unsupported),
};

export const profileSchema = z.strictObject(partial);

export const schema = z.strictObject({
  ...partial,
  profiles: field(
    "named parts to lay over the rest with `--profile`: a map of names to any of these sections",
    section(z.record(z.string(), z.unknown())),
  ),
});

export type Sections = z.output<typeof schema>;

/** Paths that are accepted and do nothing, with the reason. */
export const WITHOUT_EFFECT: readonly (readonly [path: readonly string[], reason: string])[] = [
  [["registry"], REASONS.registry],
  [["otel"], REASONS.unsupported],
  [["security"], REASONS.security],
  [["profiler"], REASONS.unsupported],
  [["supervisor"], REASONS.unsupported],
  [["functions"], REASONS.unsupported],
  [["logmanager", "propagate_downstream"], REASONS.streams],
  [["logmanager", "stream_to_events"], REASONS.streams],
];
