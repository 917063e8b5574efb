import type { OptionReader } from "./option_reader.ts";

/* Options that activities and workflows have in common (spec/temporal-activities.md §3, temporal-workflows.md §3.2). */

/** What is absent or 0 is left to the server (spec/temporal-activities.md §3.2). */
export interface RetryPolicy {
  /** Milliseconds. */
  readonly initialInterval?: number;
  readonly backoffCoefficient?: number;
  /** Milliseconds. */
  readonly maximumInterval?: number;
  /** 0 is unlimited. */
  readonly maximumAttempts: number;
  /** Error kinds that are final. */
  readonly nonRetryableErrorTypes: readonly string[];
}

export interface Priority {
  readonly priorityKey?: number;
  readonly fairnessKey?: string;
  readonly fairnessWeight?: number;
}

/** Which builds may run what is started, under the server's older versioning. */
export type VersioningIntent = "inherit" | "assignment_rules";

const INTENTS: Readonly<Record<string, VersioningIntent | undefined>> = {
  "0": undefined,
  "1": "inherit",
  "2": "assignment_rules",
  "3": "inherit",
  "4": "assignment_rules",
  unspecified: undefined,
  compatible: "inherit",
  inherit: "inherit",
  inherit_build_id: "inherit",
  default: "assignment_rules",
  use_assignment_rules: "assignment_rules",
  assignment_rules: "assignment_rules",
};

/** The option `retry_policy`. */
export function readRetryPolicy(options: OptionReader): RetryPolicy | undefined {
  const reader = options.table("retry_policy");
  return reader && {
    initialInterval: reader.positiveDuration("initial_interval"),
    backoffCoefficient: reader.number("backoff_coefficient") || undefined,
    maximumInterval: reader.positiveDuration("maximum_interval"),
    maximumAttempts: reader.integer("maximum_attempts") ?? 0,
    nonRetryableErrorTypes: reader.strings("non_retryable_error_types") ?? [],
  };
}

/** The option `priority`. */
export function readPriority(options: OptionReader): Priority | undefined {
  const reader = options.table("priority");
  return reader && {
    priorityKey: reader.integer("priority_key"),
    fairnessKey: reader.string("fairness_key"),
    fairnessWeight: reader.number("fairness_weight"),
  };
}

/** The option `versioning_intent`. */
export function readVersioningIntent(options: OptionReader): VersioningIntent | undefined {
  return options.choice("versioning_intent", INTENTS);
}
