import { z } from "zod";
import { type DataPath, field } from "../registry/mod.ts";
import { durationField } from "../settings/mod.ts";
import { entryIdField } from "./fields.ts";
import { type Rule, withRules } from "./rules.ts";

const restart = z.strictObject({
  initial_delay: field("pause before the first restart", durationField("lifecycle.restart.initial_delay", "1s")),
  max_delay: field("longest pause between two restarts", durationField("lifecycle.restart.max_delay", "90s")),
  backoff_factor: field(
    "how many times longer each pause is than the one before; at least 1",
    z.number().min(1).default(2),
  ),
  jitter: field(
    "how much a pause varies at random, as a fraction of it from 0 to 1",
    z.number().min(0).max(1).default(0.1),
  ),
  max_attempts: field(
    "restarts after which the entry is given up; 0 is no limit",
    z.int().min(0).default(0),
    { unit: "restarts" },
  ),
});

const block = z.strictObject({
  auto_start: field(
    "the entry starts with the application; otherwise it starts when something needs it",
    z.boolean().default(false),
  ),
  startup: field(
    "`required`: a start that fails for good ends the application; `optional`: the application goes on without the entry",
    z.enum(["required", "optional"]).default("required"),
  ),
  /** Ids, still relative, as in `depends_on`. */
  requires: field(
    "ids of entries that start before this one and stop after it",
    z.array(entryIdField()).default([]),
  ),
  depends_on: field("the older name of `requires`", z.array(entryIdField()).default([])),
  start_timeout: field(
    "how long one start may take; then it has failed",
    durationField("lifecycle.start_timeout", "10s"),
  ),
  stop_timeout: field(
    "how long the stop may take; then whatever still runs is cut",
    durationField("lifecycle.stop_timeout", "10s"),
  ),
  stable_threshold: field(
    "how long the entry must run for its restarts to count from zero again",
    durationField("lifecycle.stable_threshold", "5s"),
  ),
  restart: field("pauses and number of restarts after a failure", restart.prefault({})),
  security: field("no effect: not supported yet", z.record(z.string(), z.unknown()).optional()),
});

const TIMES = [["start_timeout"], ["stop_timeout"], ["stable_threshold"], ["restart", "initial_delay"], [
  "restart",
  "max_delay",
]];

const rules: Rule<LifecycleBlock>[] = TIMES.map((path) => ({
  path,
  message: `lifecycle.${path.join(".")} must be >= 0`,
  broken: (value) => path.reduce<unknown>((at, key) => (at as Record<string, unknown>)?.[key], value) as number < 0,
}));

/** The `lifecycle` block of a service (spec/registry.md §5); times in milliseconds. */
export const lifecycleSchema = field(
  "how the entry is started, kept running and stopped",
  withRules(block, rules).prefault({}),
);

export type LifecycleBlock = z.output<typeof block>;

/** What a block may say without effect, with the reason. */
export function securityWithoutEffect(
  { lifecycle }: { lifecycle: LifecycleBlock },
): { path: DataPath; reason: string }[] {
  return lifecycle.security ? [{ path: ["lifecycle", "security"], reason: "not supported yet" }] : [];
}
