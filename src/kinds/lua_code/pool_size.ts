import type { Configured } from "../../registry/mod.ts";

interface Pool {
  readonly size?: number;
  readonly workers?: number;
  readonly max_size?: number;
}

/**
 * How many calls of a function may run at one time: the widest bound that its `pool` names, whatever the type of pool
 * (spec/registry.md §2.2).
 *
 * @returns undefined when there is no bound, or the entry is no function
 */
export function poolSize(configured: Configured | undefined): number | undefined {
  const pool = (configured?.config as { pool?: Pool } | undefined)?.pool;
  return pool?.max_size ?? pool?.workers ?? pool?.size;
}
