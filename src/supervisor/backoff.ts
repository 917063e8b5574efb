import type { RestartPolicy } from "./lifecycle.ts";

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
