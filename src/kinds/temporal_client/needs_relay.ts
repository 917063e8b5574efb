import type { TemporalClientConfig } from "./schema.ts";

/** Milliseconds after which Temporal's core notices a dead connection by itself. */
const CORE_KEEP_ALIVE = 40_000;

/**
 * Whether the traffic has to go through a relay of ours on this machine: to a server whose certificate is not looked at, and
 * when a dead connection is to be noticed sooner than Temporal's core does, and so has to be broken off.
 */
export function needsRelay(
  { tls, keep_alive_time, keep_alive_timeout }: Pick<
    TemporalClientConfig,
    "tls" | "keep_alive_time" | "keep_alive_timeout"
  >,
): boolean {
  return tls.enabled && tls.insecure_skip_verify || keep_alive_time + keep_alive_timeout < CORE_KEEP_ALIVE;
}
