/** How often and how fast a service that fails is started again; times in milliseconds. */
export interface RestartPolicy {
  readonly initialDelay: number;
  readonly maxDelay: number;
  readonly backoffFactor: number;
  /** Fraction by which a delay varies at random: 0.1 is ±10 %. */
  readonly jitter: number;
  /** Failures in a row after which the service has failed for good; 0 is unlimited. */
  readonly maxAttempts: number;
}

/** The `lifecycle` block of an entry (spec/registry.md §5), compiled: times in milliseconds, no defaults left. */
export interface Lifecycle {
  /** Whether a service that fails for good takes the program with it. */
  readonly startup: "required" | "optional";
  /** Bound of one attempt. */
  readonly startTimeout: number;
  /** Grace of a stop. */
  readonly stopTimeout: number;
  /** Having run that long makes a failure the first one again. */
  readonly stableThreshold: number;
  readonly restart: RestartPolicy;
}

/**
 * The wait after the given failure in a row: grows by the factor up to the maximum, then varies by the jitter
 * (spec/registry.md §5).
 *
 * @param failures 1 after the first failure
 * @param random a number in [0, 1)
 * @returns milliseconds
 */
export function backoff(policy: RestartPolicy, failures: number, random: number): number {
  const delay = Math.min(policy.initialDelay * policy.backoffFactor ** (failures - 1), policy.maxDelay);
  return Math.round(delay * (1 + policy.jitter * (2 * random - 1)));
}
