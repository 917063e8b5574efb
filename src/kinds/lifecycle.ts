import { z } from "zod";
import { durationField, entryIdField } from "./fields.ts";
import { type Rule, withRules } from "./rules.ts";
import type { DataPath } from "../registry/mod.ts";

const restart = z.strictObject({
  initial_delay: durationField("lifecycle.restart.initial_delay", 1_000),
  max_delay: durationField("lifecycle.restart.max_delay", 90_000),
  backoff_factor: z.number().min(1).default(2),
  /** Fraction of the delay. */
  jitter: z.number().min(0).max(1).default(0.1),
  /** 0 is unlimited. */
  max_attempts: z.int().min(0).default(0),
});

const block = z.strictObject({
  auto_start: z.boolean().default(false),
  startup: z.enum(["required", "optional"]).default("required"),
  /** Ids, still relative. */
  requires: z.array(entryIdField()).default([]),
  /** The older name of `requires`. */
  depends_on: z.array(entryIdField()).default([]),
  start_timeout: durationField("lifecycle.start_timeout", 10_000),
  stop_timeout: durationField("lifecycle.stop_timeout", 10_000),
  stable_threshold: durationField("lifecycle.stable_threshold", 5_000),
  restart: restart.prefault({}),
  security: z.record(z.string(), z.unknown()).optional(),
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
export const lifecycleSchema = withRules(block, rules).prefault({});

export type LifecycleBlock = z.output<typeof block>;

/** What a block may say without effect, with the reason. */
export function securityWithoutEffect(
  { lifecycle }: { lifecycle: LifecycleBlock },
): { path: DataPath; reason: string }[] {
  return lifecycle.security ? [{ path: ["lifecycle", "security"], reason: "not supported yet" }] : [];
}
